package io.taskq.cli.command;

import io.taskq.broker.PastDelivery;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.QueueChoice;
import io.taskq.cli.output.Output;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a dead letter. */
@Command(
    name = "show",
    sortOptions = false,
    description =
        "Shows one dead letter: its task, arguments, reason, and how each delivery ended.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown",
      "2:wrong usage or wrong setting",
      "3:no such dead letter",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq dead show ID         what it was and why it is dead",
      "  taskq dead show ID --json  the same for a program",
    })
public final class DeadShowCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT);

  @Parameters(paramLabel = "ID", description = "Id of the task or the delivery.")
  private String id;

  @Mixin private QueueChoice queues;

  private final CommandContext context;

  /** A command for this run. */
  public DeadShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Letter letter =
        Letter.of(context, queues.names(context))
            .filter(each -> each.isCalled(id))
            .findFirst()
            .orElseThrow(() -> LetterChoice.unknown(id));
    if (context.output().isJson()) {
      context.output().json(letter.json());
    } else {
      show(context.output(), letter);
    }
    return 0;
  }

  private static String times(int deliveries) {
    return deliveries == 1 ? "once" : deliveries + " times";
  }

  private String told(PastDelivery past) {
    String how =
        switch (past.end()) {
          case LOST -> "lost: the worker died, or froze, and its lease ran out";
          case FAILED -> "failed: " + past.note();
          case BURIED -> "buried";
        };
    return "  %s  %s  %s (after %.1f s)"
        .formatted(
            TIME.format(past.handedOut().atZone(context.settings().timezone())),
            past.worker(),
            how,
            Duration.between(past.handedOut(), past.ended()).toMillis() / 1e3);
  }

  private void show(Output output, Letter letter) {
    output.line("%s[%s]".formatted(letter.task(), letter.id()));
    output.line("  reason    " + letter.dead().reason());
    output.line("  queue     " + letter.dead().queue());
    output.line(
        "  buried    "
            + letter.dead().buriedAt().atZone(context.settings().timezone()).toOffsetDateTime());
    output.line("  delivery  " + letter.dead().id());
    Set<String> hide = Set.copyOf(context.settings().hide());
    letter.message().ifPresent(read -> output.line("  attempt   " + read.attempt()));
    letter.args(hide).ifPresent(args -> output.line("  args      " + args));
    letter.kwargs(hide).ifPresent(kwargs -> output.line("  kwargs    " + kwargs));
    output.line("  handed out " + times(letter.dead().deliveries()));
    letter.dead().history().forEach(past -> output.line("  " + told(past)));
  }
}
