package io.taskq.cli.command;

import io.taskq.beat.Entry;
import io.taskq.beat.Plan;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.WaitOptions;
import io.taskq.cli.output.Output;
import io.taskq.client.TaskNames;
import io.taskq.json.JsonObject;
import io.taskq.message.RandomId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Enqueues an entry now. */
@Command(
    name = "run",
    sortOptions = false,
    description = {
      "Enqueues an entry now, as its schedule would, and prints the task's id.",
      "",
      "Neither a pause nor a run under way keeps it; its slots stay as they are."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:enqueued; with --wait: succeeded",
      "2:wrong usage, wrong setting, wrong schedule",
      "3:no such entry",
      "5:with --wait: failed, was revoked, or time is up",
      "69:Redis is unreachable",
      "75:the connection broke: the message says how to repeat safely",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq schedule run nightly-report",
      "  taskq schedule run nightly-report --wait --timeout 60",
    })
public final class ScheduleRunCommand implements Callable<Integer> {

  @Mixin private EntryChoice choice;

  @Option(names = "--id", paramLabel = "ID", description = "The task's id (default: a new one).")
  private String id;

  @Mixin private WaitOptions wait;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  /** A command for this run. */
  public ScheduleRunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    EntryChoice.Chosen chosen = choice.in(context);
    Plan plan = chosen.plan();
    Entry entry = chosen.entry();
    String taskId = Optional.ofNullable(id).orElseGet(RandomId::next);
    TaskNames.checkId(taskId);
    Instant now = context.redis().time();
    boolean fresh =
        Repeat.guard(spec, taskId, () -> Schedules.extras(context, plan).run(entry, taskId, now));
    Output output = context.output();
    if (!fresh) {
      output.talk("it was enqueued before, nothing was added");
    }
    if (wait.wanted()) {
      return new Outcome(context, Optional.of(entry.sending().task())).await(taskId, wait);
    }
    if (output.isJson()) {
      output.json(
          JsonObject.builder()
              .put("id", taskId)
              .put("entry", entry.name())
              .put("task", entry.sending().task())
              .put("already_known", !fresh)
              .build());
    } else {
      output.line(taskId);
    }
    return 0;
  }
}
