package io.taskq.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

  @TempDir private Path folder;

  @Test
  void a_flag_beats_the_environment_that_beats_the_file_that_beats_the_default()
      throws IOException {
    write("result_expires: 3h\nmax_message: 1MB\ndefault_queue: file\n");
    Map<String, String> environment =
        Map.of("TASKQ_RESULT_EXPIRES", "2h", "TASKQ_MAX_MESSAGE", "2MB");
    List<Flag> flags = List.of(new Flag(SettingKeys.RESULT_EXPIRES, "--result-expires", "1h"));

    Settings settings = new SettingsReader(environment, folder).read(flags, Optional.empty());

    assertThat(settings.resultExpires()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.maxMessage()).isEqualTo(2L << 20);
    assertThat(settings.defaultQueue()).isEqualTo("file");
    assertThat(settings.defaultPriority()).isZero();
    assertThat(settings.setting(SettingKeys.DEFAULT_QUEUE).origin()).hasToString("taskq.yml:3");
  }

  @Test
  void sections_become_records() throws IOException {
    write(
        """
        routes:
          - {task: "mail.*", queue: mail, priority: 3}
        recipients:
          yun: {address: yun@example.com, name: 云海}
          li: li@example.com
        tasks:
          resize:
            exec: [convert, "{0}"]
            timeout: 60s
            retries: {max: 3, jitter: false}
          notify:
            http: {method: POST, url: "https://example.com", json: {id: "{0}", n: 1}}
        """);

    Settings settings = read(Map.of());

    assertThat(settings.routes())
        .containsExactly(new Route("mail.*", Optional.of("mail"), Optional.of(3)));
    assertThat(settings.recipients().get("yun").name()).contains("云海");
    assertThat(settings.recipients().get("li").address()).isEqualTo("li@example.com");
    assertThat(settings.tasks())
        .extracting(TaskDefinition::name)
        .containsExactly("resize", "notify");
  }

  @Test
  void a_task_may_say_where_it_goes_and_a_route_has_the_last_word() throws IOException {
    write(
        """
        routes: [{task: "mail.*", queue: mail}]
        tasks:
          mail.big: {exec: [a], queue: big}
          resize: {exec: [a], queue: big, priority: 3}
        """);

    Settings settings = read(Map.of());

    assertThat(settings.queueOf("mail.big")).isEqualTo("mail");
    assertThat(settings.queueOf("resize")).isEqualTo("big");
    assertThat(settings.priorityOf("resize")).isEqualTo(3);
    assertThat(settings.queueOf("other")).isEqualTo("celery");
  }

  @Test
  void what_the_environment_puts_into_a_program_is_no_place_for_an_argument() throws IOException {
    write("tasks: {t: {exec: [\"${DIR}/p\", \"{0}${DIR}\"], env: {A: \"${DIR}\"}}}");

    TaskDefinition.Program program =
        read(Map.of("DIR", "/{x}")).tasks().iterator().next().program().orElseThrow();

    assertThat(program.words()).containsExactly("/{{x}}/p", "{0}/{{x}}");
    assertThat(program.environment()).containsExactly(Map.entry("A", "/{x}"));
  }

  @Test
  void the_environment_is_put_into_the_file() throws IOException {
    write("default_queue: ${QUEUE}-x\nmail: {user: \"${NOBODY}\", from: \"${NOBODY:-me}\"}\n");

    Settings settings = read(Map.of("QUEUE", "q"));

    assertThat(settings.defaultQueue()).isEqualTo("q-x");
    assertThat(settings.mail().user()).isEmpty();
    assertThat(settings.mail().from()).contains("me");
  }

  @Test
  void a_variable_that_is_missing_is_named() throws IOException {
    write("broker: ${REDIS_URL}\n");

    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOf(TaskqException.Invalid.class)
        .hasMessageContaining("line 1")
        .hasMessageContaining("REDIS_URL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "worker: {lese: 6s} | line 1 | worker.lese",
        "broker: x\\nbroker: y | line 2 | twice",
        "worker: 5 | line 1 | holds settings",
        "- a | line 1 | no names",
        "a: [ | line 1 | expected",
        "log: {level: loud} | line 1 | loud",
        "broker: &a x | line 1 | anchors",
        "broker: !!javax.script.ScriptEngineManager x | line 1 | tag",
        "tasks: {t: {exec: [a], http: {url: b}}} | line 1 | one of exec and http",
        "tasks: {t: {exec: rm -rf} } | line 1 | must be a list",
        "tasks: {t: {exec: [a], env: {A-B: c}}} | line 1 | A-B",
        "tasks: {t: {exec: [a], env: {TASKQ_ID: c}}} | line 1 | TASKQ_ID",
        "tasks: {t: {exec: [a], stdin: xml}} | line 1 | stdin: xml",
        "tasks: {t: {http: {url: b}, cwd: c}} | line 1 | is for programs",
        "recipients: {y: {adress: a} } | line 1 | adress",
        "routes: {task: a} | line 1 | must be a list",
      })
  void a_wrong_file_is_refused_with_line_and_word(String text, String line, String word)
      throws IOException {
    write(text.replace("\\n", "\n"));

    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOf(TaskqException.Invalid.class)
        .hasMessageContaining("taskq.yml is not a settings file: " + line)
        .hasMessageContaining(word);
  }

  @ParameterizedTest
  @CsvSource({"6s,6000", "500ms,500", "2,2000", "1.5h,5400000", "1d,86400000", "2 m,120000"})
  void times_have_units(String text, long millis) {
    assertThat(Units.time(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"-1", "6x", "s", "1.2.3", "99999999999999999d"})
  void what_is_no_time_is_refused(String text) {
    assertThatThrownBy(() -> Units.time(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void passwords_in_addresses_are_masked() {
    assertThat(Secrets.maskUrls("a redis://u:p@w@h:1/0 and redis://:x@h;redis://h/1"))
        .isEqualTo("a redis://u:***@h:1/0 and redis://:***@h;redis://h/1");
  }

  private Settings read(Map<String, String> environment) {
    return new SettingsReader(environment, folder).read(List.of(), Optional.empty());
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("taskq.yml"), text);
  }
}
