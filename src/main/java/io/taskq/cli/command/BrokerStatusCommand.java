package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.error.TaskqException;
import io.taskq.local.LocalBroker;
import io.taskq.local.LocalServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells whether the local broker runs, and which broker commands use. */
@Command(
    name = "status",
    sortOptions = false,
    description = "Shows the local broker, and which broker your commands use.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it runs",
      "2:wrong usage or wrong setting",
      "69:it does not run",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq broker status                        pid, port, data folder",
      "  taskq broker status --url                  for the settings of other programs",
    })
public final class BrokerStatusCommand implements Callable<Integer> {

  @Option(names = "--url", description = "Answer with the address alone.")
  private boolean url;

  private final CommandContext context;

  /** A command for this run. */
  public BrokerStatusCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    LocalBroker broker = new LocalBroker(context.environment());
    if (!url) {
      context.output().talk("commands use " + BrokerCommand.described(context.settings()));
    }
    LocalServer server =
        broker
            .running()
            .orElseThrow(
                () ->
                    new TaskqException.Unavailable(
                        "no local broker runs",
                        "none was started, or it has ended",
                        "Start it with: taskq broker start"));
    if (url) {
      context.output().line(server.url());
    } else {
      new BrokerView(context, broker).show(server, "running");
    }
    return 0;
  }
}
