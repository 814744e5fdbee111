package io.taskq.cli.command;

import io.taskq.broker.QueueStats;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.QueueChoice;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.StatusLine;
import io.taskq.cli.output.Table;
import io.taskq.error.TaskqException;
import io.taskq.json.JsonObject;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes what waits. */
@Command(
    name = "purge",
    sortOptions = false,
    description = "Deletes all messages that wait, ready or delayed. What runs or is dead stays.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:deleted",
      "2:wrong usage or wrong setting",
      "4:not --force'd; says what would be deleted",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq purge                  how much would be deleted where",
      "  taskq purge -Q reports -f    empties one queue",
    })
public final class PurgeCommand implements Callable<Integer> {

  @Mixin private QueueChoice queues;

  @Option(
      names = {"-f", "--force"},
      description = "Delete without more ado.")
  private boolean force;

  private final CommandContext context;

  /** A command for this run. */
  public PurgeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    SortedMap<String, Long> counts = new TreeMap<>();
    queues.names(context).forEach(queue -> counts.put(queue, force ? purge(queue) : waits(queue)));
    if (!force) {
      throw new TaskqException.Refused(
          "nothing was deleted",
          counts.values().stream().allMatch(count -> count == 0)
              ? "no message waits"
              : "there is no way back, and --force was not given",
          "It would delete: " + inWords(counts));
    }
    Output output = context.output();
    if (output.isJson()) {
      JsonObject.Builder json = JsonObject.builder();
      counts.forEach((queue, count) -> json.put(queue, count.longValue()));
      output.json(json.build());
    } else {
      Table table = new Table("QUEUE", ">PURGED");
      counts.forEach((queue, count) -> table.row(queue, "%,d".formatted(count)));
      output.table(table);
    }
    return 0;
  }

  private long waits(String queue) {
    QueueStats stats = context.broker().queues().stats(queue);
    return stats.readyTotal() + stats.delayed();
  }

  private long purge(String queue) {
    try (StatusLine status = context.statusLine(false)) {
      return context
          .broker()
          .queues()
          .purge(queue, soFar -> status.say("%s: %,d deleted".formatted(queue, soFar)));
    }
  }

  private static String inWords(Map<String, Long> counts) {
    StringBuilder words = new StringBuilder();
    counts.forEach(
        (queue, count) ->
            words.append(words.isEmpty() ? "" : ", ").append("%,d of %s".formatted(count, queue)));
    return words.append('.').toString();
  }
}
