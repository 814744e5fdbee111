package io.taskq.cli.command;

import io.taskq.beat.Plan;
import io.taskq.cli.option.CommandContext;
import io.taskq.config.ScheduleFile;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonException;
import io.taskq.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns a beat_schedule of Celery's into a schedule file. */
@Command(
    name = "import",
    sortOptions = false,
    description = {
      "Prints a schedule file for a beat_schedule of Celery's that is given as JSON. From Python:",
      "",
      "  import json",
      "  from proj import app",
      "  def plain(s):",
      "      every = getattr(s, 'run_every', s)",
      "      return every.total_seconds() if hasattr(every, 'total_seconds') else repr(s)",
      "  print(json.dumps(app.conf.beat_schedule, default=plain))",
      "",
      "A schedule is a number of seconds, an object with the fields of a crontab, or what Python"
          + " prints for a crontab or a timedelta."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:printed",
      "2:it cannot be read, or holds what taskq has not: entry, and what to do",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq schedule import beat.json > schedule.yml",
      "  taskq schedule import beat.json --timezone Asia/Shanghai",
      "  taskq schedule validate        is it right? and taskq schedule next: what comes?",
    })
public final class ScheduleImportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The JSON; - is stdin.")
  private String file;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description = "Celery's timezone setting (default: UTC, as Celery's).")
  private String timezone = "UTC";

  private final CommandContext context;

  /** A command for this run. */
  public ScheduleImportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ZoneId zone = zone();
    CeleryEntries entries = new CeleryEntries(object());
    String yaml = "timezone: " + zone + "\n\n" + entries.yaml();
    // What is printed is read once more, so that it is right or refused.
    Plan.of(ScheduleFile.parse(file, yaml, zone));
    entries.leftOut().forEach(context.output()::warn);
    context.out().print(yaml);
    return 0;
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(timezone);
    } catch (DateTimeException e) {
      throw new TaskqException.Invalid(
          "cannot import " + file,
          "\"" + timezone + "\" is no time zone",
          "Give one such as UTC or Asia/Shanghai.");
    }
  }

  private JsonObject object() {
    try {
      return Json.parse(text())
          .asObject()
          .orElseThrow(
              () -> CeleryEntries.wrong(file, "it is no object", "Write {\"name\": {…}}."));
    } catch (JsonException e) {
      throw CeleryEntries.wrong(
          file, "it is no JSON: " + e.getMessage(), "See: taskq schedule import --help");
    }
  }

  private String text() {
    try {
      byte[] bytes =
          file.equals("-")
              ? context.input().readAllBytes()
              : Files.readAllBytes(context.folder().resolve(file));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw CeleryEntries.wrong(
          file, "it cannot be read (" + e.getMessage() + ")", "Name another file.");
    }
  }
}
