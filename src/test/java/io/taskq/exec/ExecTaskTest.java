package io.taskq.exec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.config.SettingsReader;
import io.taskq.error.TaskqException;
import io.taskq.task.Arguments;
import io.taskq.task.FinalFailure;
import io.taskq.task.ProcessLost;
import io.taskq.task.RetryPolicy;
import io.taskq.task.Task;
import io.taskq.task.TaskRegistry;
import io.taskq.task.TimeLimits;
import io.taskq.testing.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real programs, declared as a user declares them. */
@Timeout(60)
class ExecTaskTest {

  @TempDir private Path folder;
  private final FakeContext context = new FakeContext();
  private final Map<String, String> environment = new HashMap<>(System.getenv());

  @Test
  void no_argument_reaches_a_shell_and_each_arrives_byte_for_byte() throws Exception {
    String every =
        "; rm -rf / |$(touch pwned)|`touch pwned`|a\nb|*|~|${HOME}|%s|\\|'|\"|&& ls|> x|#|!1"
            + "| two  blanks | \t|云海|\u001b[31m|{0}|";
    List<Object> values = List.of((Object[]) every.split("\\|", -1));
    Files.writeString(
        folder.resolve("show"), "#!/bin/sh\nfor word; do printf '%s\\0' \"$word\"; done >shown\n");
    assertThat(folder.resolve("show").toFile().setExecutable(true)).isTrue();
    List<String> words = new ArrayList<>(List.of("./show"));
    for (int i = 0; i < values.size(); i++) {
      words.add("\"{" + i + "}\"");
    }

    run("exec: [" + String.join(", ", words) + "]", values, Map.of());

    String shown = Files.readString(folder.resolve("shown"), UTF_8);
    assertThat(shown).isEqualTo(String.join("\0", values.toArray(new String[0])) + "\0");
    assertThat(folder.resolve("pwned")).doesNotExist();
  }

  @Test
  void the_last_line_is_the_result_as_json_or_text() throws Exception {
    assertThat(shell("echo talk; echo '{\"a\": [1, 2.5]}'"))
        .isEqualTo(Map.of("a", List.of(1L, 2.5)));
    assertThat(shell("echo 42; echo; echo")).isEqualTo(42L);
    assertThat(shell("printf 'ok then'")).isEqualTo("ok then");
    assertThat(shell("printf 'a\\r\\n'")).isEqualTo("a");
    assertThat(shell("echo null")).isNull();
    assertThat(shell(":")).isNull();
  }

  @Test
  void bytes_that_are_no_text_break_nothing() throws Exception {
    assertThat(shell("printf 'a\\377\\300b\\n'; printf '\\377' >&2")).isEqualTo("a\ufffd\ufffdb");
  }

  @Test
  void of_ten_megabytes_of_output_the_end_is_kept_and_the_program_never_waits() throws Exception {
    String script =
        "head -c 10000000 /dev/zero | tr '\\0' x; head -c 10000000 /dev/zero | tr '\\0' y >&2;"
            + " echo;";

    assertThat(shell(script + " echo end")).isEqualTo("end");
    assertThatThrownBy(() -> shell(script + " exit 3"))
        .isInstanceOf(ExecFailed.class)
        .hasMessageMatching("exit code 3: \\.\\.\\.y{2000}");
    assertThatThrownBy(() -> shell("head -c 2000000 /dev/zero | tr '\\0' x"))
        .isInstanceOf(FinalFailure.class)
        .hasMessageContaining("last line of its output is longer than 1,048,576 bytes");
  }

  @Test
  void a_failure_has_the_exit_code_and_the_words_of_the_program() {
    assertThatThrownBy(() -> shell("echo out; echo no such user >&2; exit 7"))
        .isInstanceOf(ExecFailed.class)
        .hasMessage("exit code 7: no such user");
    assertThatThrownBy(() -> shell("exit 1")).hasMessage("exit code 1: nothing on stderr");
    assertThatThrownBy(() -> shell("kill -TERM $$"))
        .hasMessage("exit code 143 (128 + signal 15): nothing on stderr");
  }

  @Test
  void a_program_that_is_killed_is_lost_and_not_failed() {
    assertThatThrownBy(() -> shell("kill -KILL $$"))
        .isInstanceOf(ProcessLost.class)
        .hasMessage("its program was killed by signal 9");
  }

  @Test
  void progress_is_heard_and_left_out_of_the_words() {
    String script =
        "echo ::progress 40 half way; echo ::progress 41.5; echo ::progress 200%  more; "
            + "echo ::progress x y; echo a ::progress 1; printf '::progress 99'; exit 1";

    assertThatThrownBy(() -> shell("{ " + script + "; } >&2"))
        .hasMessage("exit code 1: ::progress x y\na ::progress 1");
    assertThat(context.said).containsExactly("40.0 half way", "41.5 ", "100.0 more", "99.0 ");
  }

  @Test
  void the_environment_is_listed_and_holds_no_secret_of_the_worker() throws Exception {
    environment.put("TASKQ_BROKER", "redis://:secret@h");
    environment.put("LD_PRELOAD", "");
    environment.put("BASH_ENV", "/tmp/x");
    environment.put("LC_CTYPE", "C.UTF-8");
    environment.put("DB", "db-from-worker");

    run(
        "exec: [sh, -c, env >out]\n    env: {EXTRA: \"${DB} {x}\", TZ: Asia/Tokyo}",
        List.of(),
        Map.of());

    assertThat(Files.readAllLines(folder.resolve("out")))
        .contains("TASKQ_ID=id-1", "TASKQ_ATTEMPT=2", "TASKQ_DELIVERY=3", "TASKQ_FENCE=4")
        .contains("EXTRA=db-from-worker {x}", "TZ=Asia/Tokyo", "LC_CTYPE=C.UTF-8")
        .contains("PATH=" + environment.get("PATH"))
        .noneMatch(line -> line.matches("(TASKQ_BROKER|LD_PRELOAD|BASH_ENV|DB)=.*"));
  }

  @Test
  void it_runs_in_its_folder_and_reads_nothing_unless_it_is_asked_for() throws Exception {
    Files.createDirectory(folder.resolve("sub"));

    assertThat(run("exec: [sh, -c, \"pwd; cat\"]\n    cwd: sub", List.of(), Map.of()))
        .isEqualTo(folder.toRealPath().resolve("sub").toString());
    assertThat(run("exec: [cat]\n    stdin: json", List.of("a\nb"), Map.of("k", List.of(1L))))
        .isEqualTo(
            Map.of(
                "id",
                "id-1",
                "task",
                "t",
                "args",
                List.of("a\nb"),
                "kwargs",
                Map.of("k", List.of(1L)),
                "attempt",
                2L,
                "delivery",
                3L,
                "fence",
                4L,
                "queue",
                "q",
                "headers",
                Map.of("trace", "t")));
  }

  @Test
  void who_does_not_read_a_large_request_is_not_held_up() throws Exception {
    assertThat(run("exec: [echo, ok]\n    stdin: json", List.of("x".repeat(3_000_000)), Map.of()))
        .isEqualTo("ok");
    assertThat(run("exec: [wc, -c]\n    stdin: json", List.of("x".repeat(3_000_000)), Map.of()))
        .satisfies(count -> assertThat((Long) count).isGreaterThan(3_000_000));
  }

  @Test
  void what_is_not_there_is_named_and_no_retry_mends_it() throws Exception {
    Files.writeString(folder.resolve("plain"), "#!/bin/sh\n");

    assertMissing("exec: [no-such-program]", "program \"no-such-program\" is not on the PATH");
    assertMissing("exec: [./no-such]", folder + "/./no-such is not there, or not executable");
    assertMissing("exec: [./plain]", "not there, or not executable");
    assertMissing("exec: [ls]\n    cwd: no-such", "its folder " + folder + "/no-such is not there");
    assertThatThrownBy(() -> run("exec: [echo, \"{0}\"]", List.of("x".repeat(3_000_000)), Map.of()))
        .isInstanceOf(FinalFailure.class)
        .hasMessageContaining("longer than this system allows; try stdin: json");
  }

  private void assertMissing(String definition, String why) throws IOException {
    List<String> warnings = new ArrayList<>();
    Task task = task(definition);

    ExecTasks.check(TaskRegistry.of(List.of(task)), environment, warnings::add);

    assertThat(warnings).singleElement().asString().startsWith("task t cannot run: its");
    assertThat(warnings).singleElement().asString().contains(why);
    assertThatThrownBy(() -> task.run(context, new Arguments(List.of(), Map.of())))
        .isInstanceOf(ProgramMissing.class)
        .hasMessageContaining(why);
  }

  @Test
  void a_system_without_sessions_is_told_before_anything_runs() throws IOException {
    Task task = task("exec: [/bin/sh]");

    assertThatThrownBy(
            () ->
                ExecTasks.check(
                    TaskRegistry.of(List.of(task)), Map.of("PATH", folder.toString()), w -> {}))
        .isInstanceOf(TaskqException.Refused.class)
        .hasMessageContaining("there is no setsid on the PATH");
  }

  @Test
  void a_definition_says_how_it_is_run() throws IOException {
    Task task =
        task(
            "exec: [ls]\n    retries: {max: 3, jitter: false}\n    timeout: 60s\n"
                + "    soft_timeout: 50s\n    ignore_result: true\n    max_deliveries: 2");

    assertThat(task.options().retries())
        .contains(new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofMinutes(10), false));
    assertThat(task.options().limits())
        .isEqualTo(
            new TimeLimits(
                Optional.of(Duration.ofSeconds(50)), Optional.of(Duration.ofSeconds(60))));
    assertThat(task.options().ignoreResult()).contains(true);
    assertThat(task.options().maxDeliveries()).contains(2);
    assertThat(task("exec: [ls]").options().retries()).isEmpty();
  }

  private Object shell(String script) throws Exception {
    Files.writeString(folder.resolve("script"), script);
    return run("exec: [sh, script]", List.of(), Map.of());
  }

  private Object run(String definition, List<Object> args, Map<String, Object> kwargs)
      throws Exception {
    return task(definition).run(context, new Arguments(args, kwargs));
  }

  private Task task(String definition) throws IOException {
    Files.writeString(folder.resolve("taskq.yml"), "tasks:\n  t:\n    " + definition + "\n");
    Map<String, String> own = new HashMap<>(environment);
    own.keySet().removeIf(name -> name.startsWith("TASKQ_"));
    var settings = new SettingsReader(own, folder).read(List.of(), Optional.empty());
    return ExecTasks.of(settings.tasks(), environment, folder).getFirst();
  }
}
