package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Command;
import io.taskq.testing.WithCelery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A beat_schedule of Celery's becomes a schedule file. */
class ScheduleImportTest {

  @TempDir private Path folder;

  @Test
  void every_kind_of_schedule_is_taken_over() throws IOException {
    write(
        """
        {
         "ticker": {"task": "tasks.tick", "schedule": 6.0, "args": ["云海"], "relative": true},
         "half": {"task": "tasks.tick", "schedule": 0.5},
         "delta": {"task": "tasks.tick", "schedule": "datetime.timedelta(days=1, seconds=30)"},
         "nightly": {"task": "tasks.report", "schedule": {"minute": 0, "hour": "3"},
          "kwargs": {"deep": true},
          "options": {"queue": "reports", "expires": 3600, "priority": 3, "retry": true,
           "exchange": "x"}},
         "old print": {"task": "t",
          "schedule": "<crontab: {0, 30} [1, 2] mon-fri * * (m/h/d/dM/MY)>"},
         "new print": {"task": "t", "schedule": "<crontab: 5 */3 1 4 * (m/h/dM/MY/d)>"},
         "minutely": {"task": "t", "schedule": "<crontab: * * * * * (m/h/dM/MY/d)>"}
        }
        """);

    run("schedule", "import", "beat.json", "--timezone", "Asia/Shanghai")
        .matches("schedule-import.txt");
  }

  @Test
  void what_is_printed_is_a_schedule() throws IOException {
    write("{\"a b: #\": {\"task\": \"echo\", \"schedule\": {\"hour\": 3}, \"args\": [\"7\", 7]}}");
    Files.writeString(folder.resolve("schedule.yml"), run("schedule", "import", "beat.json").out());

    assertThat(run("schedule", "next", "-n", "1", "--json").out())
        .contains("\"entry\": \"a b: #\"", "\"task\": \"echo\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          solar   | {"a": {"task": "t", "schedule": "<solar: sunset at latitude 1, longitude: 2>"}}
          rounded | {"a": {"task": "t", "schedule": "<freq: 1.67 minutes>"}}
          no-task | {"a": {"schedule": 5}}
          hour    | {"a": {"task": "t", "schedule": {"hour": 24}}}
          list    | [1]
          text    | hello
          """)
  void what_taskq_has_not_is_refused(String name, String json) throws IOException {
    write(json);

    run("schedule", "import", "beat.json").matches("schedule-import-" + name + ".txt");
  }

  @Test
  @WithCelery
  void the_lines_of_the_help_export_a_real_one() throws IOException {
    String script =
        """
        import json, datetime
        from celery import Celery
        from celery.schedules import crontab, schedule
        app = Celery()
        app.conf.beat_schedule = {
            'a': {'task': 't', 'schedule': crontab(minute={0, 30}, hour=[1, 2], day_of_week='fri')},
            'b': {'task': 't', 'schedule': schedule(100.0)},
            'c': {'task': 't', 'schedule': datetime.timedelta(hours=1)},
            'd': {'task': 't', 'schedule': 0.5}}
        def plain(s):
            every = getattr(s, 'run_every', s)
            return every.total_seconds() if hasattr(every, 'total_seconds') else repr(s)
        print(json.dumps(app.conf.beat_schedule, default=plain))
        """;
    Command.Outcome outcome = Command.of("/usr/bin/python3", "-c", script).in(folder).run();
    write(outcome.out());

    assertThat(run("schedule", "import", "beat.json").out().lines().map(String::strip))
        .contains(
            "crontab: {\"minute\": \"0,30\", \"hour\": \"1,2\", \"day_of_week\": \"fri\"}",
            "every: 100s",
            "every: 3600s",
            "every: 0.5s");
  }

  private Golden.Answer run(String... args) {
    return Golden.alone().in(folder).run(args);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("beat.json"), text);
  }
}
