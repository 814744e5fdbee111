package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.QueueChoice;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.Table;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists dead letters. */
@Command(
    name = "ls",
    sortOptions = false,
    description = "Lists dead letters with the reasons, the newest of each queue first.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown, also when there are none",
      "2:wrong usage or wrong setting",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq dead ls               of all queues",
      "  taskq dead ls -Q mail -j    of one, for a program",
    })
public final class DeadLsCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT);

  @Mixin private QueueChoice queues;

  private final CommandContext context;

  /** A command for this run. */
  public DeadLsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Letter> letters = Letter.of(context, queues.names(context));
    Output output = context.output();
    if (output.isJson()) {
      output.json(new JsonArray(letters.stream().<Json>map(Letter::json).toList()));
    } else if (letters.isEmpty()) {
      output.talk("no dead letters");
    } else {
      output.table(table(letters, context.settings().timezone()));
    }
    return 0;
  }

  private static Table table(List<Letter> letters, ZoneId zone) {
    Table table = new Table("ID", "QUEUE", "TASK", "BURIED", "REASON");
    letters.forEach(
        letter ->
            table.row(
                letter.id(),
                letter.dead().queue(),
                letter.task(),
                TIME.format(letter.dead().buriedAt().atZone(zone)),
                letter.dead().reason()));
    return table;
  }
}
