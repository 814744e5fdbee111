package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each thing that must not happen is found, and what may happen is not taken for it. */
class CheckerTest {

  private static final long ONE = 101;
  private static final long TWO = 102;

  private final Set<String> acknowledged = new HashSet<>(Set.of("a"));
  private final List<Ledger.Note> notes = new ArrayList<>();
  private final Map<String, Long> fences = new HashMap<>();
  private final Map<String, Integer> successes = new HashMap<>();
  private final Set<Long> fallen = new HashSet<>();

  private CheckerTest note(String id, int delivery, long fence, long pid, String what) {
    notes.add(new Ledger.Note(id, delivery, fence, pid, what, notes.size(), ""));
    return this;
  }

  private CheckerTest ran(String id, int delivery, long fence, long pid) {
    return note(id, delivery, fence, pid, "start").note(id, delivery, fence, pid, "end");
  }

  private List<String> violations(long bound) {
    return Checker.of(
            new Evidence(Set.of("a", "b"), acknowledged, notes, fences, successes, fallen))
        .violations(bound);
  }

  @Test
  void a_task_that_ran_once_and_is_stored_is_as_promised() {
    ran("a", 1, 7, ONE);
    fences.put("a", 7L);

    assertThat(violations(0)).isEmpty();
  }

  @Test
  void acknowledged_and_never_run_is_lost() {
    assertThat(violations(0)).containsExactly("lost: 1, such as a");
  }

  @Test
  void begun_and_never_ended_is_lost() {
    note("a", 1, 7, ONE, "start");

    assertThat(violations(0)).containsExactly("lost: 1, such as a");
  }

  @Test
  void run_without_a_stored_result_is_lost() {
    ran("a", 1, 7, ONE);

    assertThat(violations(0)).containsExactly("lost: 1, such as a");
  }

  @Test
  void what_was_tried_and_not_acknowledged_may_run_or_not() {
    ran("a", 1, 7, ONE).ran("b", 1, 8, ONE);
    fences.putAll(Map.of("a", 7L, "b", 8L));

    assertThat(violations(0)).isEmpty();
  }

  @Test
  void run_though_nobody_asked_is_unexpected() {
    ran("a", 1, 7, ONE).ran("c", 1, 8, ONE);
    fences.put("a", 7L);

    assertThat(violations(0)).containsExactly("unexpected: 1, such as c");
  }

  @Test
  void a_success_stored_twice_is_accepted_twice() {
    ran("a", 1, 7, ONE);
    fences.put("a", 7L);
    successes.put("a", 2);

    assertThat(violations(0)).containsExactly("accepted twice: 1, such as a");
  }

  @Test
  void a_success_of_a_run_that_did_not_end_is_no_single_acceptance() {
    ran("a", 1, 7, ONE);
    fences.put("a", 6L);

    assertThat(violations(0)).containsExactly("accepted twice: 1, such as a");
  }

  @Test
  void an_end_that_was_accepted_after_another_began_is_late() {
    note("a", 1, 7, ONE, "start").note("a", 2, 9, TWO, "start");
    note("a", 1, 7, ONE, "end").note("a", 2, 9, TWO, "end");
    fences.put("a", 7L);
    fallen.add(ONE);

    assertThat(violations(1)).containsExactly("accepted from a late owner: 1, such as a");
  }

  @Test
  void an_end_that_was_refused_after_another_began_is_as_promised() {
    note("a", 1, 7, ONE, "start").note("a", 2, 9, TWO, "start");
    note("a", 1, 7, ONE, "end").note("a", 2, 9, TWO, "end");
    fences.put("a", 9L);
    fallen.add(ONE);

    assertThat(violations(1)).isEmpty();
  }

  @Test
  void run_again_after_its_process_fell_counts_as_a_duplicate_only() {
    note("a", 1, 7, ONE, "start").ran("a", 2, 9, TWO);
    fences.put("a", 9L);
    fallen.add(ONE);

    assertThat(violations(1)).isEmpty();
    assertThat(violations(0)).containsExactly("duplicated: 1, at most 0");
  }

  @Test
  void run_again_after_it_was_given_back_needs_no_fall() {
    note("a", 1, 7, ONE, "start").note("a", 1, 7, ONE, "cut").ran("a", 1, 9, TWO);
    fences.put("a", 9L);

    assertThat(violations(1)).isEmpty();
  }

  @Test
  void run_again_while_its_process_lived_is_unexplained() {
    ran("a", 1, 7, ONE).ran("a", 2, 9, TWO);
    fences.put("a", 9L);
    fallen.add(TWO);

    assertThat(violations(5)).containsExactly("ran again without a reason: 1, such as a");
  }

  @Test
  void handed_out_and_not_run_is_found_when_nobody_fell() {
    ran("a", 2, 9, TWO);
    fences.put("a", 9L);

    assertThat(violations(0)).containsExactly("handed out and not run: 1, such as a");
    fallen.add(ONE);
    assertThat(violations(0)).isEmpty();
  }
}
