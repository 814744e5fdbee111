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

  /**
   * Nobody can do it before: what is frozen hears nothing, and what it started runs on beside the
   * next delivery until it wakes.
   */
  @ParameterizedTest
  @ValueSource(strings = {"threads", "process"})
  void a_frozen_worker_ends_its_programs_as_soon_as_it_wakes(String pool) {
    site.write("deaf.sh", "trap '' TERM; echo $$ >>pids; while :; do sleep 1; done");
    site.write("taskq.yml", "tasks: {deaf: {exec: [sh, deaf.sh]}}\n");
    TaskqProcess frozen = site.worker("-c", "1", "--lease", "2s", "-P", pool);
    site.enqueue("deaf");
    long first = Pids.in(folder.resolve("pids"), 1).getFirst();

    frozen.signal("STOP");
    site.worker("-c", "1", "--lease", "2s");
    long second = Pids.in(folder.resolve("pids"), 2).getLast();
    boolean bothRan = Pids.isRunning(first);
    frozen.signal("CONT");

    long woken = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !Pids.isRunning(first));
    Duration took = Duration.ofNanos(System.nanoTime() - woken);
    System.out.printf("a frozen worker: its program gone %d ms after it woke%n", took.toMillis());
    assertThat(took).isLessThan(GONE);
    assertThat(bothRan).as("what the notes say of a frozen worker").isTrue();
    assertThat(Pids.isRunning(second)).isTrue();
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
  void a_command_is_run_where_the_worker_allows_it_and_nowhere_else() {
    site.write("taskq.yml", "run: {allow: [printf, no-such-program]}\n");
    TaskqProcess worker = site.worker("-c", "1");

    Outcome printed =
        site.taskq("run", "--wait", "--timeout", "60", "--", "printf", "%s|", "--id", "$(id) *");
    Outcome refused = site.taskq("run", "--wait", "--timeout", "60", "--", "sh", "-c", "id");
    Outcome missing = site.taskq("run", "--wait", "--timeout", "60", "--", "no-such-program");
    Outcome sent =
        site.taskq("run", "--json", "--queue", "night", "--id", "n-1", "--", "printf", "x");

    assertThat(printed.out()).isEqualTo("\"--id|$(id) *|\"\n");
    assertThat(refused.exitCode()).isEqualTo(5);
    assertThat(refused.err())
        .contains(
            "this worker does not run 'sh': run.allow in its taskq.yml names only printf,"
                + " no-such-program");
    assertThat(missing.err()).contains("ProgramMissing: its program \"no-such-program\"");
    assertThat(worker.err()).contains("run.allow names \"no-such-program\", which is not here");
    assertThat(sent.out())
        .isEqualTo(
            "{\"id\": \"n-1\", \"task\": \"taskq.run\", \"queue\": \"night\","
                + " \"already_known\": false}\n");
    assertThat(site.taskq("run").exitCode()).isEqualTo(2);
  }

  @Test
  void a_worker_that_allows_no_command_says_so_and_is_silent_about_the_task() {
    TaskqProcess worker = site.worker("-c", "1");

    Outcome refused = site.taskq("run", "--wait", "--timeout", "60", "--", "ls");

    assertThat(refused.err())
        .contains("does not run 'ls': run.allow in its taskq.yml names nothing");
    assertThat(worker.err().lines().filter(line -> line.contains(" tasks ")))
        .noneMatch(line -> line.contains("taskq.run"));
  }

  @Test
  void a_task_with_early_acks_is_lost_with_its_worker_and_never_run_twice() {
    site.write(
        "taskq.yml",
        """
        tasks:
          once: {exec: [sh, -c, "echo $$ >>pids; sleep 1000"], acks: early}
          quick: {exec: [echo, done], acks: early}
        """);
    TaskqProcess worker = site.worker("-c", "1");
    Outcome quick = site.taskq("enqueue", "quick", "--wait", "--timeout", "60");
    String id = site.enqueue("once");
    Pids.in(folder.resolve("pids"), 1);

    worker.kill9();
    site.worker("-c", "1");
    Outcome lost = site.taskq("result", id, "--wait", "--timeout", "60");

    assertThat(quick.out()).isEqualTo("\"done\"\n");
    assertThat(lost.exitCode()).isEqualTo(5);
    assertThat(lost.err()).contains("its worker died, and its acks are early: it is not run again");
    assertThat(folder.resolve("pids")).content().hasLineCount(1);
    assertThat(site.taskq("dead", "ls").out()).doesNotContain(id);
  }

  @Test
  void of_a_result_is_kept_what_the_settings_say() {
    site.write(
        "taskq.yml",
        """
        result_extended: true
        routes: [{task: "loud", queue: loud}]
        tasks:
          quiet: {exec: [echo, x], ignore_result: true}
          loud: {exec: [echo, "{0}"]}
        """);
    TaskqProcess worker = site.worker("-c", "1", "-Q", "celery,loud");
    String quiet = site.enqueue("quiet");
    worker.saying("succeeded");

    String loud = site.enqueue("loud", "--arg", "y");
    assertThat(site.taskq("result", loud, "--wait", "--timeout", "60").out()).isEqualTo("\"y\"\n");

    assertThat(worker.err()).contains("quiet[" + quiet + "]");
    assertThat(site.keysLike(site.keys().result(quiet))).isEmpty();
    String stored = site.redis().ask("look", client -> client.get(site.keys().result(loud)));
    assertThat(stored)
        .contains("\"name\": \"loud\"", "\"args\": [\"y\"]", "\"queue\": \"loud\"")
        .contains("\"worker\": \"worker1@");
  }
}
