package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.error.TaskqException;
import io.taskq.local.LocalBroker;
import io.taskq.local.Started;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the local broker. */
@Command(
    name = "start",
    sortOptions = false,
    description = "Starts the local broker unless it runs. It goes on when the terminal is closed.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it runs",
      "2:wrong usage",
      "4:it cannot be started; the message says why",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq broker start              at the port it had, or the first free one from 6379 on",
      "  taskq broker start --port 7000  at this port, from now on",
    })
public final class BrokerStartCommand implements Callable<Integer> {

  private static final int HIGHEST_PORT = 65_535;

  @Option(names = "--port", paramLabel = "N", description = "Listen at this port of 127.0.0.1.")
  private Integer port;

  @Option(names = "--dir", paramLabel = "FOLDER", description = "Keep the data in this folder.")
  private Path folder;

  @Option(names = "--url", description = "Answer with the address alone.")
  private boolean url;

  private final CommandContext context;

  /** A command for this run. */
  public BrokerStartCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (port != null && (port < 1 || port > HIGHEST_PORT)) {
      throw new TaskqException.Invalid(
          "cannot use --port", port + " is no port", "Give a number from 1 to 65535.");
    }
    LocalBroker broker = new LocalBroker(context.environment());
    Started started =
        broker.start(
            Optional.ofNullable(port),
            Optional.ofNullable(folder)
                .map(path -> context.folder().resolve(path).toAbsolutePath()));
    if (url) {
      context.output().line(started.server().url());
    } else {
      new BrokerView(context, broker)
          .show(started.server(), started.fresh() ? "started now" : "running already");
    }
    return 0;
  }
}
