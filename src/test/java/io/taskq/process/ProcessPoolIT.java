package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.testing.Command;
import io.taskq.testing.Command.Outcome;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers with children, started as users do, and what kills children and workers. */
@Timeout(120)
class ProcessPoolIT extends AtSite {

  /** A second on a quiet machine; where tests share it with a build, more. */
  private static final Duration SLOT_IS_BACK =
      Duration.ofSeconds(Boolean.getBoolean("taskq.storm") ? 1 : 5);

  private static final Pattern DATE_DONE = Pattern.compile("\"done_at\": \"([^\"]+)\"");

  @Test
  void a_killed_worker_leaves_no_child_behind() {
    TaskqProcess worker = site.worker("-P", "process", "-c", "2");
    String id = site.enqueue("spin");
    long child = start(id).pid();
    assertThat(child).isNotEqualTo(worker.pid());
    // TERM is not for children: they end when their worker does.
    Command.of("kill", "-TERM", Long.toString(child)).run();
    List<ProcessHandle> all = ProcessHandle.of(worker.pid()).orElseThrow().children().toList();
    assertThat(all).hasSizeGreaterThanOrEqualTo(3).allMatch(ProcessHandle::isAlive);

    worker.kill9();

    until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void spinning_killed_and_hungry_tasks_end_alone_and_their_slot_is_soon_back() {
    site.worker("-P", "process", "-c", "2", "--max-deliveries", "1");
    String beside = site.enqueue("ledger", "--arg", "20");
    limitSpin("3s");
    start(beside);

    String limited = site.enqueue("spin");
    String afterLimit = next();
    long limit = start(afterLimit).at() - start(limited).at() - 3_000;
    limitSpin("60s");
    String killed = site.enqueue("spin");
    Ledger.Note victim = start(killed);
    String afterKill = next();
    long death = System.currentTimeMillis();
    Command.of("kill", "-9", Long.toString(victim.pid())).run();
    long kill = start(afterKill).at() - death;
    String hungry = site.enqueue("spin", "--arg", "memory");
    String afterHunger = next();
    long hunger = start(afterHunger).at() - doneAt(hungry);

    System.out.printf(
        "next in the slot: %d ms after a limit, %d ms after a kill, %d ms after hunger%n",
        limit, kill, hunger);
    assertThat(List.of(limit, kill, hunger)).allMatch(ms -> ms < SLOT_IS_BACK.toMillis());
    assertThat(why(limited)).contains("TimeLimitExceeded: 3");
    assertThat(why(killed)).contains("WorkerLostError: its process was killed by signal 9");
    assertThat(why(hungry)).contains("WorkerLostError: its process ended with exit code 3");
    assertThat(site.taskq("result", beside, "--wait", "--state").out()).isEqualTo("SUCCESS\n");
  }

  private void limitSpin(String limit) {
    assertThat(site.taskq("control", "time_limit", "spin", "0", limit).out()).contains("success");
  }

  /** Waits for the only slot there is. */
  private String next() {
    return site.enqueue("ledger", "--arg", "0");
  }

  private long doneAt(String id) {
    String json = site.taskq("result", id, "--wait", "--timeout", "20", "--json").out();
    Matcher done = DATE_DONE.matcher(json);
    assertThat(done.find()).as(json).isTrue();
    return OffsetDateTime.parse(done.group(1)).toInstant().toEpochMilli();
  }

  private String why(String id) {
    Outcome outcome = site.taskq("result", id, "--wait", "--timeout", "20");
    return outcome.out() + outcome.err();
  }

  private Ledger.Note start(String id) {
    until(() -> !site.ledger().of(id).isEmpty());
    return site.ledger().of(id).getFirst();
  }

  @Test
  void a_hup_starts_anew_in_the_same_process_and_runs_what_comes_then() {
    TaskqProcess worker = site.worker("-c", "1");

    worker.signal("HUP");
    worker.saying("starting anew: running tasks finish first");
    until(() -> worker.count("ready.") == 2);
    String id = site.enqueue("ledger", "--arg", "0");

    assertThat(start(id).pid()).isEqualTo(worker.pid());
    worker.signal("TERM");
    assertThat(worker.end().exitCode()).isZero();
  }

  @Test
  void a_worker_that_is_paused_claims_nothing_until_it_is_told_to_go_on() {
    TaskqProcess worker = site.worker("-c", "1");
    worker.signal("TSTP");
    worker.saying("paused: nothing more is claimed until CONT");
    // The pass that was under way when the signal came may take the first.
    String first = site.enqueue("ledger", "--arg", "0");
    String second = site.enqueue("ledger", "--arg", "0");
    assertThat(site.taskq("result", second, "--state").out()).isEqualTo("PENDING\n");

    worker.signal("CONT");

    start(first);
    start(second);
  }

  private static void until(Supplier<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(condition::get);
  }
}
