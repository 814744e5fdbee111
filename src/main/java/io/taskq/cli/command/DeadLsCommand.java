package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.QueueChoice;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.Table;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
      "  taskq dead ls --where 'task=send_mail and reason~timeout and age>2h'",
    })
public final class DeadLsCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT);

  @Mixin private QueueChoice queues;

  @Option(names = "--where", paramLabel = "EXPR", description = Where.HELP)
  private String where;

  private final CommandContext context;

  /** A command for this run. */
  public DeadLsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Predicate<Letter> meant = Letter.where(where, context);
    Stream<Letter> letters = Letter.of(context, queues.names(context)).filter(meant);
    Output output = context.output();
    if (output.isJson()) {
      output.json(new JsonArray(letters.<Json>map(Letter::json).toList()));
      return 0;
    }
    Table table = table(letters, context.settings().timezone());
    if (table.isEmpty()) {
      output.talk("no dead letters");
    } else {
      output.table(table);
    }
    return 0;
  }

  private static Table table(Stream<Letter> letters, ZoneId zone) {
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
