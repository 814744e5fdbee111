package io.taskq.cli.command;

import io.taskq.broker.Unacked;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Output;
import io.taskq.config.Units;
import io.taskq.error.TaskqException;
import io.taskq.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes over what workers of Celery held when they died. */
@Command(
    name = "adopt-unacked",
    sortOptions = false,
    description = {
      "Moves what workers of Celery have held for long back to its queues, to be served next.",
      "A worker of Celery that is alive and holds a task for longer runs it a second time.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; the answer is how many",
      "2:wrong usage or wrong setting",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq admin adopt-unacked --dry-run           how many it would be",
      "  taskq admin adopt-unacked --older-than 2h     moves them",
    })
public final class AdoptUnackedCommand implements Callable<Integer> {

  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      defaultValue = "2h",
      description = "Only what has been held for at least this long (default: 2h).")
  private String olderThan;

  @Option(names = "--dry-run", description = "Only count.")
  private boolean dryRun;

  private final CommandContext context;

  /** A command for this run. */
  public AdoptUnackedCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Unacked unacked = context.broker().unacked();
    Duration age = age();
    long count = dryRun ? unacked.olderThan(age).count() : unacked.adopt(age);
    Output output = context.output();
    if (output.isJson()) {
      output.json(JsonObject.builder().put("adopted", count).put("dry_run", dryRun).build());
    } else {
      output.line(
          String.format(Locale.ROOT, "%,d %s", count, dryRun ? "would be adopted" : "adopted"));
    }
    return 0;
  }

  private Duration age() {
    try {
      return Units.time(olderThan);
    } catch (IllegalArgumentException e) {
      throw new TaskqException.Invalid(
          "cannot read --older-than",
          "\"" + olderThan + "\" is not a time",
          "Give a time such as 30m, 2h or 1d.");
    }
  }
}
