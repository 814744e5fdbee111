package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** Turns come evenly, none is saved up, and whoever waits gets one in the end. */
class TurnsTest {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A task that asks at a moment. */
  private record Asking(int number, Instant at, boolean returning) {}

  private final Turns turns = new Turns(SECOND);

  @Test
  void the_first_runs_at_once_and_the_others_form_a_line() {
    assertThat(turns.take(START, false)).isZero();
    assertThat(turns.take(START, false)).isEqualTo(SECOND);
    assertThat(turns.take(START, false)).isEqualTo(SECOND.multipliedBy(2));
    assertThat(turns.take(START, false)).isEqualTo(SECOND.multipliedBy(3));
  }

  @Test
  void what_comes_new_does_not_overtake_what_waits() {
    turns.take(START, false);
    turns.take(START, false);
    turns.take(START, false);

    assertThat(turns.take(START.plus(SECOND), false)).isEqualTo(SECOND.multipliedBy(2));
    assertThat(turns.take(START.plus(SECOND), true)).isZero();
  }

  @Test
  void turns_that_nobody_wanted_are_not_saved_up() {
    turns.take(START, false);

    assertThat(turns.take(START.plusSeconds(60), false)).isZero();
    assertThat(turns.take(START.plusSeconds(60), false)).isEqualTo(SECOND);
  }

  @Test
  void a_line_whose_tasks_are_gone_keeps_nobody_waiting() {
    for (int i = 0; i < 1_000; i++) {
      turns.take(START, false);
    }

    assertThat(turns.take(START.plusSeconds(5), false)).isZero();
    assertThat(turns.take(START.plusSeconds(5), false)).isEqualTo(SECOND);
  }

  @Test
  void a_promise_kept_late_does_not_slow_what_follows() {
    turns.take(START, false);
    turns.take(START, false);

    assertThat(turns.take(START.plusMillis(1_150), true)).isZero();
    assertThat(turns.take(START.plusMillis(2_000), true)).isZero();
  }

  /** Whoever meets a task judges by its own turns: promises of one are asked of the other. */
  @Test
  void two_workers_use_all_their_turns_and_no_more_and_starve_nobody() {
    List<Turns> workers = List.of(new Turns(SECOND), new Turns(SECOND));
    PriorityQueue<Asking> asking =
        new PriorityQueue<>(
            (a, b) ->
                a.at().compareTo(b.at()) == 0
                    ? Integer.compare(a.number(), b.number())
                    : a.at().compareTo(b.at()));
    for (int i = 0; i < 200; i++) {
      asking.add(new Asking(i, START, false));
    }
    Map<Integer, List<Instant>> ran =
        new HashMap<>(Map.of(0, new ArrayList<>(), 1, new ArrayList<>()));
    int asked = 0;
    // In pairs, so that one worker often meets both of a moment.
    while (!asking.isEmpty()) {
      Asking next = asking.poll();
      int worker = asked / 2 % 2;
      asked++;
      Duration wait = workers.get(worker).take(next.at(), next.returning());
      if (wait.isZero()) {
        ran.get(worker).add(next.at());
      } else {
        asking.add(new Asking(next.number(), next.at().plus(wait), true));
      }
    }

    assertThat(ran.get(0).size() + ran.get(1).size()).isEqualTo(200);
    assertThat(asked).as("how often they asked").isLessThan(200 * 6);
    ran.values()
        .forEach(
            moments -> {
              for (int i = 1; i < moments.size(); i++) {
                assertThat(Duration.between(moments.get(i - 1), moments.get(i)))
                    .isGreaterThanOrEqualTo(SECOND.minusMillis(200));
              }
              Duration all = Duration.between(START, moments.getLast());
              assertThat(all).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(130));
            });
  }
}
