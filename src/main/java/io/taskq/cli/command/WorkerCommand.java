package io.taskq.cli.command;

import io.taskq.beat.PlanFile;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.ScheduleFlags;
import io.taskq.cli.option.ServiceFiles;
import io.taskq.cli.option.WorkerFlags;
import io.taskq.config.Flag;
import io.taskq.exec.ExecTasks;
import io.taskq.http.HttpTasks;
import io.taskq.task.TaskRegistry;
import io.taskq.worker.Worker;
import io.taskq.worker.WorkerSetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs tasks until it is stopped. */
@Command(
    name = "worker",
    description = {
      "Runs tasks until it is stopped.",
      "",
      "TERM or Ctrl-C drains: nothing more is claimed, and what runs is finished. A second one"
          + " gives what runs back to the queue and ends. HUP drains and starts anew, with settings"
          + " and tasks read again; on a terminal that is gone it only drains. TSTP claims nothing"
          + " more, CONT claims again."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all that ran is finished",
      "2:wrong usage or wrong setting",
      "4:a living node has this name",
      "69:Redis is unreachable at the start",
      "130:stopped by Ctrl-C, running tasks were given back",
      "143:stopped by TERM, running tasks were given back"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq worker -c 5                five tasks at once from the queue 'celery'",
      "  taskq worker -Q mail,reports     two queues in turn",
      "  taskq worker -c 1 --burst        end when nothing is ready any more",
      "  taskq worker -P process -c 2     in child processes, which can be ended for certain",
      "  taskq worker -B                  with the beat of schedule.yml",
      "  taskq worker -I my-tasks.jar     with tasks of your own"
    })
public final class WorkerCommand implements Callable<Integer> {

  @Mixin private WorkerFlags flags;
  @Mixin private CeleryOptions celery;

  @Option(
      names = {"-n", "--hostname"},
      paramLabel = "NAME",
      description = "Node name; %%h is the host (default: worker1@%%h, or the next free number).")
  private String hostname;

  @Option(
      names = {"-B", "--beat"},
      description = "Fire a schedule too; many workers may, each slot is fired once.")
  private boolean beat;

  @Mixin private ScheduleFlags schedule;

  @Option(
      names = "--burst",
      description = "End when nothing is ready and nothing runs; delayed tasks stay.")
  private boolean burst;

  @Option(names = "--purge", description = "Delete all waiting messages of the queues first.")
  private boolean purge;

  @Mixin private ServiceFiles files;

  private final CommandContext context;

  /** A command for this run. */
  public WorkerCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    celery.refuse();
    List<Flag> given = new ArrayList<>(flags.flags());
    given.addAll(schedule.flags());
    PidFile pid = PidFile.write(context, files.pidfile());
    try {
      Optional<Integer> exitCode = work(given);
      while (exitCode.isEmpty()) {
        // What was purged was there before; what came since is to be done.
        purge = false;
        exitCode = work(given);
      }
      return exitCode.get();
    } finally {
      pid.remove();
    }
  }

  /** Works until it is stopped. Empty when it shall start anew, with all that it reads. */
  private Optional<Integer> work(List<Flag> given) throws IOException {
    context.settings(given);
    Optional<PlanFile> plan = beat ? Optional.of(Schedules.watched(context)) : Optional.empty();
    // What cannot work is refused before a broker is started for it.
    WorkerChoices.of(context.settings());
    TaskRegistry tasks = OwnTasks.of(context);
    ExecTasks.check(tasks, context.environment(), context.output()::warn);
    HttpTasks.check(tasks, context.output()::warn);
    context.requireBroker();
    try (PrintWriter talk = LogFile.open(context, files.logfile());
        WorkerAssembly assembly = new WorkerAssembly(context, LogFile.lines(context, talk))) {
      assembly.join(tasks, Optional.ofNullable(hostname), burst);
      WorkerSetup setup = assembly.setup();
      if (purge) {
        purge(setup);
      }
      Optional<String> fired = plan.map(schedule -> Schedules.described(context, schedule.first()));
      Banner banner = new Banner(context.settings(), setup, fired);
      return run(assembly, plan, banner, talk);
    }
  }

  private static Optional<Integer> run(
      WorkerAssembly assembly, Optional<PlanFile> plan, Banner banner, PrintWriter talk) {
    try (Worker worker = assembly.worker()) {
      WorkerSignals signals =
          new WorkerSignals(
              worker, assembly::stopBeat, assembly.setup().warning(), WorkerSignals.isOnTerminal());
      signals.listen();
      // Who reads "ready" may send a signal at once, so it is said when signals are heard.
      banner.print(talk);
      assembly.start(worker);
      plan.ifPresent(schedule -> assembly.startBeat(schedule, worker));
      Worker.End end = worker.await();
      return signals.isRestart() ? Optional.empty() : Optional.of(signals.exitCode(end));
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e);
    }
  }

  private static void purge(WorkerSetup setup) {
    for (String queue : setup.options().queues()) {
      long purged = setup.broker().queues().purge(queue);
      setup.info().accept("purged %,d messages of queue %s".formatted(purged, queue));
    }
  }
}
