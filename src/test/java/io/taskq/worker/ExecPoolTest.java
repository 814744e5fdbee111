package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.config.RetrySettings;
import io.taskq.config.Route;
import io.taskq.config.TaskDefinition;
import io.taskq.exec.ExecTask;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.result.TaskResult;
import io.taskq.testing.Pids;
import io.taskq.testing.WithRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs in each pool that runs tasks in the worker itself. */
@WithRedis
@Timeout(120)
class ExecPoolTest {

  private static final String DEAF =
      "trap '' TERM; sleep 1000 & echo $! >>pids; echo $$ >>pids; while :; do sleep 1; done";

  @TempDir private Path folder;
  private TestWorker worker;

  @BeforeEach
  void make_worker(Redis redis, Keys keys) {
    worker = new TestWorker(redis, keys);
  }

  @AfterEach
  void stop() {
    worker.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "VIRTUAL", "SOLO"})
  void a_hard_limit_leaves_nothing_of_a_program(PoolKind pool) {
    program(DEAF, Optional.empty(), Optional.of(Duration.ofSeconds(1)));
    worker.pool(pool).start();

    String id = worker.enqueue("program");
    List<Long> pids = pids();
    awaitState("FAILURE", id);

    assertThat(failure(id)).isEqualTo("TimeLimitExceeded(1)");
    awaitGone(pids);
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "VIRTUAL", "SOLO"})
  void a_program_that_is_terminated_is_gone(PoolKind pool) {
    program(DEAF, Optional.empty(), Optional.empty());
    worker.pool(pool).start();

    String id = worker.enqueue("program");
    List<Long> pids = pids();

    assertThat(worker.worker.levers().terminate(List.of(id))).containsExactly(id);
    awaitState("REVOKED", id);
    awaitGone(pids);
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "VIRTUAL", "SOLO"})
  void a_soft_limit_lets_a_program_end_in_its_own_way(PoolKind pool) {
    String script = "trap 'echo cleaned; exit 0' TERM; while :; do sleep 0.1; done";
    program(script, Optional.of(Duration.ofMillis(500)), Optional.of(Duration.ofMinutes(1)));
    worker.pool(pool).start();

    String id = worker.enqueue("program");
    awaitState("SUCCESS", id);

    assertThat(worker.result(id).orElseThrow().result().text()).isEqualTo("\"cleaned\"");
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "VIRTUAL", "SOLO"})
  void a_failing_program_is_tried_again_and_a_killed_one_handed_out_again(PoolKind pool) {
    String script =
        "[ $TASKQ_ATTEMPT = 3 ] || exit 1; [ $TASKQ_DELIVERY = 2 ] || kill -9 $$; echo ok";
    program(script, Optional.empty(), Optional.empty());
    worker.pool(pool).start();

    String id = worker.enqueue("program");
    awaitState("SUCCESS", id);

    assertThat(worker.log)
        .anyMatch(line -> line.contains("retry 2 of 2"))
        .anyMatch(line -> line.contains("its program was killed by signal 9; delivery 1 of 4"));
  }

  private void program(String script, Optional<Duration> soft, Optional<Duration> hard) {
    TaskDefinition.Rules rules =
        new TaskDefinition.Rules(
            soft,
            hard,
            Optional.of(new RetrySettings(2, Duration.ofMillis(20), Duration.ofMillis(20), false)),
            Optional.empty(),
            Optional.empty(),
            new Route("program", Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty());
    List<String> words = List.of("sh", "-c", script.replace("{", "{{").replace("}", "}}"));
    ExecTask task =
        new ExecTask(
            new TaskDefinition(
                "program",
                Optional.of(new TaskDefinition.Program(words, false, Map.of(), Optional.empty())),
                Optional.empty(),
                rules),
            System.getenv(),
            folder);
    worker.task(task.name(), task.options(), task::run);
  }

  private List<Long> pids() {
    return Pids.in(folder.resolve("pids"), 2);
  }

  private String failure(String id) {
    return worker.result(id).flatMap(TaskResult::failure).orElseThrow().summary();
  }

  private static void awaitGone(List<Long> pids) {
    await().atMost(Duration.ofSeconds(30)).until(() -> pids.stream().noneMatch(Pids::isRunning));
  }

  private void awaitState(String state, String id) {
    await().atMost(Duration.ofSeconds(60)).until(() -> worker.state(id).equals(state));
  }
}
