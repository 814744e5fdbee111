package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything in one process, for trying things. */
@Command(
    name = "dev",
    sortOptions = false,
    description = "Runs broker, worker and beat for trying things, and says what to type next.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped, all that ran is finished",
      "2:wrong usage or wrong setting",
      "4:the local broker cannot be started",
      "130:stopped by a second Ctrl-C, running tasks were given back",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq dev         in one terminal; it says what to type in another",
      "  taskq dev -c 8    with eight slots",
    })
public final class DevCommand implements Callable<Integer> {

  @Option(
      names = {"-c", "--concurrency"},
      paramLabel = "N",
      defaultValue = "4",
      description = "Slots: how many tasks run at once (default: ${DEFAULT-VALUE}).")
  private String slots;

  private final CommandContext context;

  /** A command for this run. */
  public DevCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    WorkerCommand worker = new WorkerCommand(context);
    context.settings();
    List<String> words = new ArrayList<>(List.of("--concurrency", slots));
    if (Files.exists(context.folder().resolve(Schedules.path(context)))) {
      words.add("--beat");
    }
    new CommandLine(worker).parseArgs(words.toArray(String[]::new));
    next().lines().forEach(context.output()::talk);
    context.output().talk("");
    context.output().flush();
    return worker.call();
  }

  /** What to type in another terminal. */
  private String next() {
    boolean byServer = context.settings().mail().host().isPresent();
    return """
    In a second terminal:
      taskq enqueue add --arg 2 --arg 3 --wait   run a task and see its result
      taskq enqueue send_mail --arg yun          a mail, %s
      taskq enqueue sleep --arg 60               something to look at with:
      taskq inspect active
      taskq queue ls
    """
        .formatted(byServer ? "to the mail server" : "into outbox/");
  }
}
