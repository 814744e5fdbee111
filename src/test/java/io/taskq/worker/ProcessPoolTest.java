package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.message.Outgoing;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.result.TaskResult;
import io.taskq.task.Arguments;
import io.taskq.task.TaskContext;
import io.taskq.task.TimeLimits;
import io.taskq.testing.WithRedis;
import io.taskq.worker.child.ChildLaunch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pool whose tasks run in children: what they do hits nobody else. */
@WithRedis
@Timeout(60)
class ProcessPoolTest {

  private TestWorker worker;

  @BeforeEach
  void make_worker(Redis redis, Keys keys) {
    worker = new TestWorker(redis, keys).pool(PoolKind.PROCESS);
    Stream.of("add", "pid", "facts", "print", "throw", "wait", "spin", "exit", "hoard")
        .forEach(name -> worker.task(name, ProcessPoolTest::neverHere));
  }

  @AfterEach
  void stop() {
    worker.close();
  }

  private static Object neverHere(TaskContext context, Arguments arguments) {
    throw new AssertionError("ran in the worker itself");
  }

  @Test
  void a_child_knows_of_its_run_what_a_thread_does() {
    String id = worker.enqueue("facts");
    String failed = worker.enqueue(Outgoing.of("throw").header("taskq_max_retries", Json.of(0)));
    worker.start();

    awaitState("SUCCESS", id);
    awaitState("FAILURE", failed);

    assertThat(worker.result(id).orElseThrow().result().text())
        .isEqualTo("[\"%s\", 1, 1, \"celery\"]".formatted(id));
    assertThat(worker.result(failed).flatMap(TaskResult::failure).orElseThrow())
        .satisfies(
            failure -> {
              assertThat(failure.summary()).isEqualTo("IllegalStateException('boom')");
              assertThat(failure.traceback().orElseThrow()).contains("TestChild");
            });
  }

  @Test
  void what_a_task_and_its_programs_print_or_read_is_not_the_workers_talk() {
    String id = worker.enqueue("print");
    worker.start();

    awaitState("SUCCESS", id);

    assertThat(worker.result(id).map(TaskResult::result)).contains(Json.of(0));
  }

  @Test
  void a_hard_limit_ends_a_task_that_spins_and_nobody_else() {
    JsonArray limit = JsonArray.of(Json.of(0.4), JsonNull.NULL);
    String spins = worker.enqueue(Outgoing.of("spin").header("timelimit", limit));
    String other = worker.enqueue("add", Json.of(2), Json.of(3));
    worker.start();

    awaitState("FAILURE", spins);
    awaitState("SUCCESS", other);
    await().until(() -> worker.worker.childPids().size() == 3);

    assertThat(worker.result(spins).flatMap(TaskResult::failure).orElseThrow().summary())
        .isEqualTo("TimeLimitExceeded(0.4)");
    assertThat(worker.log).noneMatch(line -> line.contains("exit code"));
  }

  @Test
  void a_soft_limit_reaches_the_task_in_its_child() {
    worker.limits(new TimeLimits(Optional.of(Duration.ofMillis(200)), Optional.empty()));
    String id = worker.enqueue(Outgoing.of("wait").header("taskq_max_retries", Json.of(0)));
    worker.start();

    awaitState("FAILURE", id);

    assertThat(worker.result(id).flatMap(TaskResult::failure).orElseThrow().summary())
        .isEqualTo("SoftTimeLimitExceeded()");
  }

  @Test
  void a_child_that_exits_costs_its_task_a_delivery_and_the_others_nothing() {
    String exits = worker.enqueue("exit");
    List<String> others =
        IntStream.range(0, 10).mapToObj(i -> worker.enqueue("add", Json.of(i))).toList();
    worker.start();

    others.forEach(id -> awaitState("SUCCESS", id));
    await().until(() -> worker.log.stream().anyMatch(line -> line.contains("delivery 2 of 4")));

    assertThat(worker.log)
        .anyMatch(line -> line.contains("process ended with exit code 7; delivery 1 of 4"));
    assertThat(worker.state(exits)).isNotEqualTo("FAILURE");
  }

  @Test
  void a_task_out_of_memory_is_buried_after_its_last_delivery() {
    String id = worker.enqueue("hoard");
    worker.maxDeliveries(2).start();

    awaitState("FAILURE", id);

    assertThat(worker.result(id).flatMap(TaskResult::failure).orElseThrow().summary())
        .isEqualTo("WorkerLostError('its process ended with exit code 3, in delivery 2')");
    await().until(() -> worker.stats().dead() == 1);
  }

  @Test
  void a_child_is_replaced_after_so_many_tasks() {
    worker.children(TestChild.launch(Optional.of(2), Optional.empty()));
    List<String> ids = IntStream.range(0, 8).mapToObj(i -> worker.enqueue("pid")).toList();
    worker.start();

    ids.forEach(id -> awaitState("SUCCESS", id));

    assertThat(pids(ids)).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void a_child_above_its_memory_is_replaced_and_it_is_said_when_each_is() {
    worker.children(TestChild.launch(Optional.empty(), Optional.of(1L << 20)));
    List<String> ids = IntStream.range(0, 3).mapToObj(i -> worker.enqueue("pid")).toList();
    worker.start();

    ids.forEach(id -> awaitState("SUCCESS", id));

    assertThat(pids(ids)).hasSize(3);
    assertThat(worker.log).anyMatch(line -> line.contains("after its first task already"));
  }

  @Test
  void a_stop_kills_the_child_and_gives_its_task_back_uncounted() {
    worker.enqueue("spin");
    worker.start();
    await().until(() -> !worker.worker.running().isEmpty());

    worker.worker.stopNow();

    assertThat(worker.worker.await()).isEqualTo(Worker.End.GAVE_BACK);
    assertThat(worker.stats().readyTotal()).isEqualTo(1);
  }

  @Test
  void a_closed_worker_leaves_no_child_behind() {
    worker.start();
    await().until(() -> worker.worker.childPids().size() == 3);
    List<Long> pids = worker.worker.childPids();

    worker.close();

    assertThat(pids).allMatch(pid -> ProcessHandle.of(pid).filter(p -> p.isAlive()).isEmpty());
  }

  @Test
  void children_that_cannot_start_are_said_and_not_started_without_end() {
    worker.children(
        new ChildLaunch(
            List.of("/nonexistent/java"), Map.of(), Optional.empty(), Optional.empty()));
    worker.start();

    await().until(() -> worker.log.stream().anyMatch(line -> line.contains("before it was ready")));

    assertThat(worker.log).hasSizeLessThan(10);
  }

  private Set<String> pids(List<String> ids) {
    return ids.stream()
        .map(id -> worker.result(id).orElseThrow().result().text())
        .collect(Collectors.toSet());
  }

  private void awaitState(String state, String id) {
    await().atMost(Duration.ofSeconds(30)).until(() -> worker.state(id).equals(state));
  }

  @Test
  void tasks_loaded_anew_have_other_children() {
    String first = worker.enqueue("pid");
    worker.start();
    awaitState("SUCCESS", first);
    List<Long> before = worker.worker.childPids();

    worker.task("late", ProcessPoolTest::neverHere);
    worker.worker.reload();

    await().until(() -> worker.worker.childPids().stream().noneMatch(before::contains));
    String second = worker.enqueue("pid");
    awaitState("SUCCESS", second);
    assertThat(worker.worker.levers().limit("late", TimeLimits.NONE))
        .as("it is known now")
        .isTrue();
  }
}
