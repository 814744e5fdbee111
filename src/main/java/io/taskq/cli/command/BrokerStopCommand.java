package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Output;
import io.taskq.json.JsonObject;
import io.taskq.local.LocalBroker;
import io.taskq.local.LocalServer;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the local broker. */
@Command(
    name = "stop",
    sortOptions = false,
    description = "Stops the local broker. What is queued is there again after the next start.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it does not run any more",
      "2:wrong usage",
      "4:it does not stop; the message says why",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq broker stop         workers that use it wait until it is back",
      "  taskq broker stop --json  the same for a program",
    })
public final class BrokerStopCommand implements Callable<Integer> {

  private final CommandContext context;

  /** A command for this run. */
  public BrokerStopCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    LocalBroker broker = new LocalBroker(context.environment());
    Optional<LocalServer> stopped = broker.stop();
    Output output = context.output();
    if (output.isJson()) {
      output.json(
          JsonObject.builder()
              .put("stopped", stopped.isPresent())
              .put("url", stopped.map(LocalServer::url))
              .build());
    } else {
      output.line(
          stopped
              .map(
                  server ->
                      "stopped %s; its data stay in %s"
                          .formatted(server.url(), broker.shown(server.folder())))
              .orElse("no local broker runs"));
    }
    return 0;
  }
}
