package io.taskq.cli.command;

import io.taskq.broker.Revokes;
import io.taskq.config.SettingKey;
import io.taskq.config.SettingKeys;
import io.taskq.config.Settings;
import io.taskq.control.ControlCommands;
import io.taskq.control.ControlLoop;
import io.taskq.control.DeedCommands;
import io.taskq.control.Mailbox;
import io.taskq.control.RegisteredTask;
import io.taskq.control.WorkerDeeds;
import io.taskq.control.WorkerFacts;
import io.taskq.json.JsonObject;
import io.taskq.message.LogicalClock;
import io.taskq.redis.RedisUrl;
import io.taskq.task.Rate;
import io.taskq.task.Task;
import io.taskq.task.TimeLimits;
import io.taskq.worker.Levers;
import io.taskq.worker.Scale;
import io.taskq.worker.Worker;
import io.taskq.worker.WorkerSetup;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Answers for a running worker whoever asks over Celery's remote control. */
final class ControlPanel {

  /** What one reply should hold at most; Celery's workers remember as many. */
  private static final int MOST_REVOKED = 50_000;

  private ControlPanel() {}

  /** The loop that listens and answers; not started so far. */
  static ControlLoop of(WorkerSetup setup, Worker worker, Settings settings, Runnable shutdown) {
    LogicalClock clock = setup.logical();
    Map<String, io.taskq.control.Command> commands =
        new TreeMap<>(ControlCommands.of(facts(setup, worker, settings), clock, setup.clock()));
    commands.putAll(DeedCommands.of(deeds(setup, worker, shutdown)));
    Mailbox mailbox =
        new Mailbox(setup.redis(), setup.keys(), setup.options().node(), clock, commands);
    return new ControlLoop(setup.redis(), setup.keys(), mailbox, worker::breakDown);
  }

  private static WorkerFacts facts(WorkerSetup setup, Worker worker, Settings settings) {
    Levers levers = worker.levers();
    return new WorkerFacts(
        setup.options().node(),
        ProcessHandle.current().pid(),
        setup.clock().instant(),
        setup.options().pool().word(),
        levers::slots,
        () -> levers.scale().map(ControlPanel::range),
        worker::childPids,
        levers::queues,
        RedisUrl.parse(settings.broker()),
        Set.copyOf(settings.hide()),
        worker::running,
        worker::accepted,
        () -> tasks(setup, levers),
        () -> setup.broker().revokes().newest(MOST_REVOKED),
        () -> shown(settings));
  }

  private static List<RegisteredTask> tasks(WorkerSetup setup, Levers levers) {
    return setup.tasks().names().stream()
        .flatMap(name -> setup.tasks().find(name).stream())
        .map(task -> new RegisteredTask(task.name(), fields(levers, task)))
        .toList();
  }

  private static Map<String, String> fields(Levers levers, Task task) {
    return levers.rate(task).map(rate -> Map.of("rate_limit", rate.text())).orElse(Map.of());
  }

  private static WorkerFacts.Range range(Scale scale) {
    return new WorkerFacts.Range(scale.max(), scale.min());
  }

  private static WorkerDeeds deeds(WorkerSetup setup, Worker worker, Runnable shutdown) {
    Levers levers = worker.levers();
    return new WorkerDeeds(
        tasks(setup.broker().revokes(), levers),
        new WorkerDeeds.OnSlots(
            levers::resize, (max, min) -> range(levers.scale(max, min)), worker::reload),
        new WorkerDeeds.OnQueues(levers::consume, levers::cancel),
        new WorkerDeeds.OnEvents(levers::events, levers::heartbeat),
        shutdown);
  }

  private static WorkerDeeds.OnTasks tasks(Revokes revokes, Levers levers) {
    return new WorkerDeeds.OnTasks(
        revokes::revoke,
        revokes::revokeStamped,
        levers::terminate,
        levers::terminateStamped,
        (task, soft, hard) -> levers.limit(task, new TimeLimits(soft, hard)),
        (task, rate) -> levers.rate(task, Rate.parse(rate)));
  }

  private static JsonObject shown(Settings settings) {
    JsonObject.Builder all = JsonObject.builder();
    for (SettingKey<?> key : SettingKeys.all()) {
      all.put(key.name(), settings.setting(key).shown());
    }
    return all.build();
  }
}
