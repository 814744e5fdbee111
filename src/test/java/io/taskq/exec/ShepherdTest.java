package io.taskq.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.config.Route;
import io.taskq.config.TaskDefinition;
import io.taskq.task.Arguments;
import io.taskq.testing.FakeContext;
import io.taskq.testing.Pids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a program when its run is over: nothing. */
@Timeout(120)
class ShepherdTest {

  /** In its group, in a group of its own, orphaned, deaf to TERM: four ways to be overlooked. */
  private static final String STUBBORN =
      """
      trap '' TERM
      sleep 1000 & echo $! >>pids
      timeout 1000 sh -c 'trap "" TERM; echo $$ >>pids; exec sleep 1000' &
      (sh -c 'trap "" TERM; echo $$ >>pids; while :; do sleep 1; done' &)
      echo $$ >>pids
      while :; do sleep 1; done
      """;

  @TempDir private Path folder;
  private final FakeContext context = new FakeContext();
  private final CompletableFuture<Object> result = new CompletableFuture<>();
  private Thread thread;

  @Test
  void a_run_that_has_ended_takes_all_its_processes_with_it_at_once() throws Exception {
    start(STUBBORN);
    List<Long> pids = Pids.in(folder.resolve("pids"), 4);

    context.end();
    thread.interrupt();

    assertThat(result.handle((value, failure) -> failure).get(30, TimeUnit.SECONDS))
        .isInstanceOf(InterruptedException.class);
    awaitGone(pids);
  }

  @Test
  void an_order_to_kill_is_followed_while_the_pipe_is_open() throws Exception {
    Files.writeString(folder.resolve("script"), STUBBORN);
    Tools tools = Tools.of(System.getenv());
    Process program =
        new ProcessBuilder(tools.setsid(), "sh", "script").directory(folder.toFile()).start();
    List<Long> pids = Pids.in(folder.resolve("pids"), 4);

    try (Shepherd shepherd = Shepherd.over(program.pid(), tools)) {
      shepherd.force();
      awaitGone(pids);
    }
  }

  @Test
  void who_asks_is_heard_once_and_the_program_ends_in_its_own_way() throws Exception {
    start(
        """
        trap 'echo term >>terms' TERM
        echo $$ >>pids
        while [ ! -e go ]; do sleep 0.1; done
        wc -l <terms
        """);
    Pids.in(folder.resolve("pids"), 1);

    thread.interrupt();
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(folder.resolve("terms")));
    Files.writeString(folder.resolve("go"), "");

    assertThat(result()).isEqualTo(1L);
  }

  @Test
  void what_a_program_leaves_running_ends_with_it() throws Exception {
    start("(trap '' TERM; sleep 1000) & echo $! >>pids; echo done");

    assertThat(result()).isEqualTo("done");
    awaitGone(Pids.in(folder.resolve("pids"), 1));
  }

  @Test
  void a_program_may_wait_for_all_its_children() throws Exception {
    start("sleep 0.1 & wait; echo waited");

    assertThat(result()).isEqualTo("waited");
  }

  private void start(String script) throws IOException {
    Files.writeString(folder.resolve("script"), script);
    TaskDefinition.Program program =
        new TaskDefinition.Program(List.of("sh", "script"), false, Map.of(), Optional.empty());
    TaskDefinition.Rules rules =
        new TaskDefinition.Rules(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Route("t", Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty());
    ExecTask task =
        new ExecTask(
            new TaskDefinition("t", Optional.of(program), Optional.empty(), rules),
            System.getenv(),
            folder);
    thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    result.complete(task.run(context, new Arguments(List.of(), Map.of())));
                  } catch (Throwable e) {
                    result.completeExceptionally(e);
                  }
                });
  }

  private Object result() throws Exception {
    return result.get(60, TimeUnit.SECONDS);
  }

  private static void awaitGone(List<Long> pids) {
    await().atMost(Duration.ofSeconds(30)).until(() -> pids.stream().noneMatch(Pids::isRunning));
  }
}
