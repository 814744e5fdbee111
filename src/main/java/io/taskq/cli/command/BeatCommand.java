package io.taskq.cli.command;

import io.taskq.beat.Beat;
import io.taskq.beat.BeatRunner;
import io.taskq.beat.BeatSetup;
import io.taskq.beat.PlanFile;
import io.taskq.broker.Broker;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.ScheduleFlags;
import io.taskq.cli.option.ServiceFiles;
import io.taskq.cli.output.Build;
import io.taskq.config.Flag;
import io.taskq.config.SettingKeys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.text.Visible;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fires what is scheduled until it is stopped. */
@Command(
    name = "beat",
    sortOptions = false,
    description = {
      "Enqueues what a schedule says, when it says, until it is stopped.",
      "",
      "Several may run: one leads, the others stand by, and each slot is enqueued once. Where each"
          + " entry stands is kept in Redis."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped by TERM or Ctrl-C",
      "2:wrong usage, wrong setting, wrong schedule",
      "4:the keys in Redis are a newer taskq's",
      "69:Redis is unreachable at the start",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq beat                            with schedule.yml",
      "  taskq beat --schedule nightly.yml     with another one",
      "  taskq schedule next                   what would come, without Redis",
    })
public final class BeatCommand implements Callable<Integer> {

  @Mixin private ScheduleFlags schedule;

  @Option(
      names = "--max-interval",
      paramLabel = "TIME",
      description = "The longest rest between two looks (default: 5s).")
  private String maxInterval;

  @Option(
      names = {"-l", "--loglevel"},
      paramLabel = "LEVEL",
      description = "debug, info, warning, error or critical (default: info).")
  private String logLevel;

  @Mixin private ServiceFiles files;

  private final CommandContext context;

  /** A command for this run. */
  public BeatCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    context.settings(flags());
    PlanFile plan = Schedules.watched(context);
    context.requireBroker();
    PidFile pid = PidFile.write(context, files.pidfile());
    try (PrintWriter talk = LogFile.open(context, files.logfile());
        Redis redis = Redis.connect(context.brokerUrl(), RedisOptions.forWorker("taskq-beat"))) {
      BeatSetup setup =
          BeatAssembly.setup(
              context,
              plan,
              redis,
              Broker.on(redis, context.keys(), context.resultUrl()),
              LogFile.lines(context, talk));
      redis.time();
      Beat beat = new Beat(setup);
      beat.prepare();
      run(setup, beat, talk);
    } finally {
      pid.remove();
    }
    return 0;
  }

  private void run(BeatSetup setup, Beat beat, PrintWriter talk) {
    try (BeatRunner runner = new BeatRunner(beat, cause -> {})) {
      Signals.listen(Set.of("TERM", "INT"), name -> runner.stop());
      // Who reads "ready" may send a signal at once, so it is said when signals are heard.
      banner(talk, setup);
      runner.start();
      runner.await();
      setup.info().accept("stopping");
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e);
    }
  }

  private void banner(PrintWriter talk, BeatSetup setup) {
    talk.println(
        "taskq %s  beat %s  pid %d"
            .formatted(Build.VERSION, Visible.of(setup.name()), ProcessHandle.current().pid()));
    talk.println(Visible.of("  broker    " + BrokerCommand.described(context.settings())));
    talk.println(Visible.of("  schedule  " + Schedules.described(context, setup.plan())));
    talk.println("ready. Stop with Ctrl-C.");
    talk.flush();
  }

  private List<Flag> flags() {
    List<Flag> flags = new ArrayList<>(schedule.flags());
    if (maxInterval != null) {
      flags.add(new Flag(SettingKeys.BEAT_MAX_INTERVAL, "--max-interval", maxInterval));
    }
    if (logLevel != null) {
      flags.add(new Flag(SettingKeys.LOG_LEVEL, "--loglevel", logLevel));
    }
    return flags;
  }
}
