package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.QueueChoice;
import io.taskq.cli.output.Output;
import io.taskq.message.Message;
import io.taskq.message.PythonRepr;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a dead letter. */
@Command(
    name = "show",
    sortOptions = false,
    description = "Shows one dead letter: its task, arguments and reason.",
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
        Letter.of(context, queues.names(context)).stream()
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

  private void show(Output output, Letter letter) {
    output.line("%s[%s]".formatted(letter.task(), letter.id()));
    output.line("  reason    " + letter.dead().reason());
    output.line("  queue     " + letter.dead().queue());
    output.line(
        "  buried    "
            + letter.dead().buriedAt().atZone(context.settings().timezone()).toOffsetDateTime());
    output.line("  delivery  " + letter.dead().id());
    Set<String> hide = Set.copyOf(context.settings().hide());
    Optional<Message> message = letter.message();
    message.ifPresent(
        read -> {
          output.line("  attempt   " + read.attempt());
          output.line("  args      " + PythonRepr.of(read.args(), hide));
          output.line("  kwargs    " + PythonRepr.of(read.kwargs(), hide));
        });
  }
}
