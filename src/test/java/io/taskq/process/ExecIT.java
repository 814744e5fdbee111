package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.testing.Command.Outcome;
import io.taskq.testing.Pids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs as tasks, as a user declares and runs them; and what is left of them: nothing. */
@Timeout(240)
class ExecIT extends AtSite {

  /** Three seconds on a quiet machine; where tests share it with a build, more. */
  private static final Duration GONE =
      Duration.ofSeconds(Boolean.getBoolean("taskq.storm") ? 3 : 20);

  private static final Path EXAMPLES = Path.of("src/examples").toAbsolutePath();

  @Test
  void the_examples_do_what_they_say() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    TaskqProcess worker = site.worker("-c", "2");

    String id = site.enqueue("greet", "--arg", "Yun", "--kwargs", "{\"seconds\": 12}");
    awaitOut(id, "STARTED");
    Outcome lines = site.taskq("enqueue", "lines", "--arg", "greet.py", "--wait");
    site.enqueue("lines", "--arg", "no-such-file");
    worker.saying("retry 1 of 3").saying("exit code 1: cannot read no-such-file");
    Outcome wrong = site.taskq("enqueue", "lines", "--arg-str", "-rf", "--arg", "x", "--wait");

    int count = Files.readAllLines(folder.resolve("greet.py")).size();
    assertThat(lines.out()).isEqualTo("%d\n".formatted(count));
    assertThat(site.taskq("result", id, "--wait", "--timeout", "60").out())
        .isEqualTo("{\"text\": \"Hello Yun\", \"attempt\": 1}\n");
    assertThat(wrong.exitCode()).isEqualTo(5);
    assertThat(wrong.err()).contains("WrongArguments: lines: 2 arguments are too many, it takes 1");
  }

  private void awaitOut(String id, String state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> site.taskq("result", id, "--state").out().equals(state + "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "process"})
  void a_killed_worker_leaves_nothing_of_its_programs(String pool) {
    site.write(
        "deaf.sh",
        """
        trap '' TERM
        sleep 1000 & echo $! >>pids
        (timeout 1000 sh -c 'trap "" TERM; echo $$ >>pids; exec sleep 1000' &)
        echo $$ >>pids
        while :; do sleep 1; done
        """);
    site.write("taskq.yml", "tasks: {deaf: {exec: [sh, deaf.sh]}}\n");
    TaskqProcess worker = site.worker("-c", "1", "-P", pool);
    site.enqueue("deaf");
    List<Long> pids = Pids.in(folder.resolve("pids"), 3);

    worker.kill9();

    long killed = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> pids.stream().noneMatch(Pids::isRunning));
    Duration took = Duration.ofNanos(System.nanoTime() - killed);
    System.out.printf("kill -9 of a worker: its programs gone after %d ms%n", took.toMillis());
    assertThat(took).isLessThan(GONE);
  }

  @Test
  void a_limit_in_a_child_leaves_nothing_of_a_program() {
    site.write(
        "deaf.sh",
        "trap '' TERM; (sleep 1000 & echo $! >>pids); echo $$ >>pids; while :; do sleep 1; done");
    site.write("taskq.yml", "tasks: {deaf: {exec: [sh, deaf.sh], timeout: 1s}}\n");
    site.worker("-c", "1", "-P", "process");

    String id = site.enqueue("deaf");
    List<Long> pids = Pids.in(folder.resolve("pids"), 2);

    assertThat(site.taskq("result", id, "--wait").err()).contains("TimeLimitExceeded");
    await().atMost(GONE).until(() -> pids.stream().noneMatch(Pids::isRunning));
  }

  @Test
  void a_worker_names_at_its_start_what_is_missing_and_a_run_fails_at_once() {
    site.write("taskq.yml", "tasks: {convert: {exec: [no-such-program], retries: {max: 9}}}\n");

    TaskqProcess worker = site.worker("-c", "1");
    Outcome outcome = site.taskq("enqueue", "convert", "--wait");

    String why = "its program \"no-such-program\" is not on the PATH";
    assertThat(worker.err()).contains("task convert cannot run: " + why);
    assertThat(outcome.exitCode()).isEqualTo(5);
    assertThat(outcome.err()).contains("ProgramMissing: " + why);
  }

  @Test
  void what_is_not_built_is_refused_and_named() {
    site.write("taskq.yml", "run: {allow: [ls]}\n");
    Outcome other = site.startWorker().end();

    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("cannot use run.allow");
  }
}
