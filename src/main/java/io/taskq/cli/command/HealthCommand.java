package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.ScheduleFlags;
import io.taskq.cli.output.Output;
import io.taskq.error.TaskqException;
import io.taskq.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Answers supervisors. */
@Command(
    name = "health",
    sortOptions = false,
    description = "Tells a supervisor whether all is well. Reads only, and takes milliseconds.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ok",
      "2:wrong usage or wrong setting",
      "4:not ok; the answer is the reason",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq health            Redis answers and a worker is alive",
      "  taskq health --live     Redis answers",
      "  taskq health --beat     a beat leads the schedule of schedule.yml, or 'default'",
    })
public final class HealthCommand implements Callable<Integer> {

  private static final int NOT_OK = 4;

  @Option(names = "--live", description = "Look whether Redis answers.")
  private boolean live;

  @Option(names = "--ready", description = "Look whether a worker of taskq is alive too (default).")
  private boolean ready;

  @Option(names = "--beat", description = "Look whether a beat leads.")
  private boolean beat;

  @Mixin private ScheduleFlags schedule;

  private final CommandContext context;

  /** A command for this run. */
  public HealthCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.settings(schedule.flags());
    context.hurry();
    Optional<String> trouble = trouble();
    Output output = context.output();
    if (output.isJson()) {
      output.json(JsonObject.builder().put("ok", trouble.isEmpty()).put("reason", trouble).build());
    } else {
      output.line(trouble.orElse("ok"));
    }
    return trouble.isEmpty() ? 0 : NOT_OK;
  }

  private Optional<String> trouble() {
    try {
      context.redis().time();
      boolean wantsWorker = ready || (!live && !beat);
      if (wantsWorker && !context.hasWorkers()) {
        return Optional.of("no worker is alive");
      }
      if (beat && Schedules.living(context, Schedules.name(context)).leader().isEmpty()) {
        return Optional.of("no beat leads the schedule '" + Schedules.name(context) + "'");
      }
      return Optional.empty();
    } catch (TaskqException.Invalid wrongSetting) {
      throw wrongSetting;
    } catch (TaskqException e) {
      return Optional.of(e.getMessage());
    }
  }
}
