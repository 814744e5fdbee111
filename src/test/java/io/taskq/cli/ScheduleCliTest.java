package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleCliTest {

  @TempDir private Path folder;

  @Test
  void help() {
    Golden.alone().run("beat", "--help").matches("help-beat.txt");
    Golden.alone().run("schedule", "--help").matches("help-schedule.txt");
    for (String name :
        List.of("next", "ls", "run", "pause", "resume", "history", "backfill", "import")) {
      Golden.alone().run("schedule", name, "--help").matches("help-schedule-" + name + ".txt");
    }
  }

  @Test
  void the_shipped_schedule_is_right() {
    Golden.alone()
        .in(Path.of("config"))
        .run("schedule", "validate")
        .matches("schedule-validate.txt");
  }

  @Test
  void slots_come_in_order() throws IOException {
    write(
        """
        timezone: Asia/Shanghai
        entries:
          anniversary:
            task: send_mail
            crontab: {minute: 42, hour: 8, day_of_month: 11, month_of_year: 4}
            args: [yun]
          nightly-report:
            task: report
            cron: "30 2 * * *"
            timezone: Europe/Paris
            jitter: 30s
            options: {queue: reports, expires: 1h, priority: 3}
          launch: {task: announce, at: "2026-03-29T00:00:00+08:00"}
        """);

    run("schedule", "next", "--from", "2026-03-28T12:00:00Z", "-n", "4", "--json")
        .matches("schedule-next-json.txt");
    run("schedule", "next", "anniversary", "--from", "2026-03-28T12:00:00Z", "-n", "1", "--json")
        .matches("schedule-next-one.txt");
    run("schedule", "next", "nightly").matches("schedule-next-unknown.txt");
  }

  @Test
  void a_table_shows_when_and_what() throws IOException {
    write(
        """
        entries:
          login: {task: login, every: 1h, args: [云海, 7], kwargs: {user: yun, password: x}}
        """);

    Golden.Answer answer = run("schedule", "next", "-n", "2");

    assertThat(answer.out().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("login  in 60 m "))
        .allMatch(line -> !line.contains("password='x'"))
        .anyMatch(line -> line.endsWith("UTC  login '云海' 7 user='yun' password='***'"));
    assertThat(answer.err()).startsWith("intervals are counted from now");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hour              | a: {task: t, crontab: {hour: 24}}
          name-of-day       | a: {task: t, crontab: {day_of_week: fry}}
          cron              | a: {task: t, cron: "0 24 * * *"}
          cron-fields       | a: {task: t, cron: "0 3 * *"}
          never             | a: {task: t, cron: "0 0 30 2 *"}
          at                | a: {task: t, at: tomorrow}
          every             | a: {task: t, every: 6 parsecs}
          too-often         | a: {task: t, every: 1ms}
          no-task           | a: {every: 6s}
          no-time           | a: {task: t}
          two-times         | a: {task: t, every: 6s, cron: "0 3 * * *"}
          unknown-key       | a: {task: t, evry: 6s}
          unknown-option    | a: {task: t, every: 6s, options: {que: mail}}
          zone              | a: {task: t, every: 6s, timezone: Mars/Base}
          misfire           | a: {task: t, every: 6s, misfire: twice}
          overlap           | a: {task: t, every: 6s, overlap: never}
          overlap-timeout   | a: {task: t, every: 6s, overlap_timeout: 1h}
          catchup           | a: {task: t, every: 6s, catchup: soon}
          jitter            | a: {task: t, every: 6s, jitter: -1}
          start             | a: {task: t, every: 6s, start: tomorrow}
          end               | a: {task: t, every: 6s, end: 2026-13-01}
          nothing-left      | a: {task: t, cron: "0 3 * * *", start: 2030-01-01, end: 2029-01-01}
          limit             | a: {task: t, every: 6s, limit: 0}
          exclude           | a: {task: t, every: 6s, exclude: [christmas]}
          exclude-names     | a: {task: t, every: 6s, exclude: {day: 2026-12-25}}
          nickname          | a: {task: t, cron: "@reboot"}
          bare-l            | a: {task: t, cron: "0 0 * * L"}
          minute            | a: {task: t, crontab: {minute: "5/15"}}
          month             | a: {task: t, crontab: {month_of_year: 13}}
          crontab-field     | a: {task: t, crontab: {minutes: 5}}
          kwargs            | a: {task: t, every: 6s, kwargs: [1]}
          priority          | a: {task: t, every: 6s, options: {priority: 10}}
          retries           | a: {task: t, every: 6s, options: {retries: often}}
          time-limit        | a: {task: t, every: 6s, options: {time_limit: 1 fortnight}}
          headers           | a: {task: t, every: 6s, options: {headers: {id: x}}}
          twice             | good: {task: t, every: 6s}
          args              | a: {task: t, every: 6s, args: yun}
          name              | "a{b}": {task: t, every: 6s}
          """)
  void a_wrong_schedule_is_refused_with_its_line(String name, String entry) throws IOException {
    write("# a comment\nentries:\n  good: {task: echo, every: 6s}\n  " + entry + "\n");

    run("schedule", "validate").matches("schedule-wrong-" + name + ".txt");
  }

  @Test
  void all_that_an_entry_may_say_is_right() throws IOException {
    write(
        """
        timezone: Asia/Shanghai
        entries:
          a:
            task: report
            cron: "@daily"
            start: 2026-01-01
            end: "2027-01-01T00:00:00+08:00"
            limit: 100
            exclude: [2026-12-25, 2026-12-28..2026-12-30, 01-01]
            misfire: all
            catchup: 2h
            overlap: buffer_one
            overlap_timeout: 20m
            jitter: 30s
            options:
              queue: reports
              priority: 3
              expires: 1h
              retries: 2
              time_limit: 10m
              soft_time_limit: 9m
              headers: {tenant: acme}
        """);

    assertThat(run("schedule", "validate").out()).startsWith("schedule.yml is right: 1 entry\n");
    run("schedule", "next", "--from", "2026-12-24T12:00:00Z", "-n", "9", "--json")
        .matches("schedule-next-bounded.txt");
  }

  @Test
  void no_more_slots_come_than_the_limit() throws IOException {
    write("entries:\n  a: {task: echo, cron: \"@hourly\", limit: 2}\n");

    assertThat(run("schedule", "next", "-n", "5", "--json").out().lines()).hasSize(2);
  }

  @Test
  void beat_refuses_a_wrong_schedule_before_it_asks_for_redis() throws IOException {
    run("beat").matches("beat-no-schedule.txt");
    write("entries:\n  a:\n    task: t\n    crontab:\n      minute: 5\n      hour: 24\n");
    run("beat").matches("beat-wrong-schedule.txt");
    run("worker", "-B").matches("beat-wrong-schedule.txt");
  }

  @Test
  void a_schedule_lies_beside_the_settings_too() throws IOException {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(folder.resolve("config/taskq.yml"), "timezone: Asia/Shanghai\n");
    Files.writeString(folder.resolve("config/schedule.yml"), "entries:\n");

    assertThat(run("schedule", "validate").out())
        .isEqualTo("config/schedule.yml is right: 0 entries\n");
  }

  private Golden.Answer run(String... args) {
    return Golden.alone().in(folder).run(args);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("schedule.yml"), text);
  }
}
