package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.config.Setting;
import io.taskq.config.SettingKeys;
import io.taskq.config.Settings;
import io.taskq.redis.RedisUrl;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The local Redis, and whether it runs. */
@Command(
    name = "broker",
    sortOptions = false,
    description = {
      "Starts and stops the Redis of your own on this machine.",
      "",
      "worker, beat, enqueue and dev start it by themselves when no broker is named and none"
          + " answers at 127.0.0.1:6379. TASKQ_LOCAL_PORT names another port to begin with."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:wrong usage or wrong setting",
      "4:it cannot be started or stopped; the message says why",
      "69:status: it does not run",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq broker start    starts it, unless it runs",
      "  taskq broker status   where it is and where its data are",
      "  taskq broker stop     ends it; what is queued is kept",
    })
public final class BrokerCommand implements Runnable {

  @Spec private CommandSpec spec;

  private BrokerCommand() {}

  /** The command with all its own. */
  public static CommandLine tree(CommandContext context) {
    return new CommandLine(new BrokerCommand())
        .addSubcommand(new BrokerStartCommand(context))
        .addSubcommand(new BrokerStopCommand(context))
        .addSubcommand(new BrokerStatusCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what: start, stop or status");
  }

  /** Which broker is used, and why this one. */
  static String described(Settings settings) {
    Setting broker = settings.setting(SettingKeys.BROKER);
    return "%s (%s)".formatted(RedisUrl.parse(broker.text()).masked(), broker.origin());
  }
}
