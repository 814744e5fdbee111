package io.taskq.cli;

import io.taskq.cli.command.AdminCommand;
import io.taskq.cli.command.BeatCommand;
import io.taskq.cli.command.BrokerCommand;
import io.taskq.cli.command.CandidatesCommand;
import io.taskq.cli.command.ChildCommand;
import io.taskq.cli.command.CompletionCommand;
import io.taskq.cli.command.DeadCommand;
import io.taskq.cli.command.DevCommand;
import io.taskq.cli.command.DoctorCommand;
import io.taskq.cli.command.EnqueueCommand;
import io.taskq.cli.command.HealthCommand;
import io.taskq.cli.command.ListCommand;
import io.taskq.cli.command.MigrateCommand;
import io.taskq.cli.command.NewCommand;
import io.taskq.cli.command.PurgeCommand;
import io.taskq.cli.command.QueueCommand;
import io.taskq.cli.command.ReportCommand;
import io.taskq.cli.command.ResultCommand;
import io.taskq.cli.command.RunCommand;
import io.taskq.cli.command.ScheduleCommand;
import io.taskq.cli.command.StatusCommand;
import io.taskq.cli.command.WorkerCommand;
import io.taskq.cli.control.ControlCommand;
import io.taskq.cli.inspect.EventsCommand;
import io.taskq.cli.inspect.InspectCommand;
import io.taskq.cli.option.CommandContext;
import java.util.List;
import java.util.Optional;

/**
 * Which class is behind the name of a command. To add a command, add its name to both places.
 *
 * <p>The switch makes a class load only when its command is asked for: reading twenty classes would
 * cost a short command a third of its time.
 */
final class CommandTable {

  /** Every command, in the order of the help. */
  static final List<String> NAMES =
      List.of(
          "worker",
          "beat",
          "enqueue",
          "run",
          "result",
          "queue",
          "schedule",
          "purge",
          "migrate",
          "dead",
          "inspect",
          "control",
          "status",
          "events",
          "list",
          "health",
          "broker",
          "dev",
          "new",
          "doctor",
          "admin",
          "report",
          "generate-completion");

  private CommandTable() {}

  /** The command of this name or alias; empty when there is none. */
  static Optional<Object> create(String name, CommandContext context) {
    return Optional.ofNullable(
        switch (name) {
          case "worker" -> new WorkerCommand(context);
          case "beat" -> new BeatCommand(context);
          case "enqueue", "call" -> new EnqueueCommand(context);
          case "run" -> new RunCommand(context);
          case "result" -> new ResultCommand(context);
          case "queue" -> QueueCommand.tree(context);
          case "schedule" -> ScheduleCommand.tree(context);
          case "migrate" -> new MigrateCommand(context);
          case "purge" -> new PurgeCommand(context);
          case "dead" -> DeadCommand.tree(context);
          case "list" -> new ListCommand(context);
          case "health" -> new HealthCommand(context);
          case "dev" -> new DevCommand(context);
          case "new" -> new NewCommand(context);
          case "generate-completion" -> new CompletionCommand();
          case ChildCommand.NAME -> new ChildCommand(context);
          case CandidatesCommand.NAME -> new CandidatesCommand(context);
          case "inspect" -> new InspectCommand(context);
          case "control" -> new ControlCommand(context);
          case "events" -> new EventsCommand(context);
          case "status" -> new StatusCommand(context);
          case "broker" -> BrokerCommand.tree(context);
          case "doctor" -> new DoctorCommand(context);
          case "admin" -> AdminCommand.tree(context);
          case "report" -> new ReportCommand(context);
          default -> null;
        });
  }
}
