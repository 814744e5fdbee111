package io.taskq.cli.command;

import io.taskq.config.SettingKey;
import io.taskq.config.SettingKeys;
import io.taskq.config.Settings;
import io.taskq.control.ControlCommands;
import io.taskq.control.ControlLoop;
import io.taskq.control.DeedCommands;
import io.taskq.control.LogicalClock;
import io.taskq.control.Mailbox;
import io.taskq.control.RegisteredTask;
import io.taskq.control.WorkerDeeds;
import io.taskq.control.WorkerFacts;
import io.taskq.json.JsonObject;
import io.taskq.redis.RedisUrl;
import io.taskq.task.TimeLimits;
import io.taskq.worker.Worker;
import io.taskq.worker.WorkerSetup;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Answers for a running worker whoever asks over Celery's remote control. */
final class ControlPanel {

  /** What one reply should hold at most; Celery's workers remember as many. */
  private static final int MOST_REVOKED = 50_000;

  private ControlPanel() {}

  /** The loop that listens and answers; not started so far. */
  static ControlLoop of(
      WorkerSetup setup, Worker worker, Settings settings, Consumer<Throwable> onDeath) {
    LogicalClock clock = new LogicalClock();
    Map<String, io.taskq.control.Command> commands =
        new TreeMap<>(ControlCommands.of(facts(setup, worker, settings), clock, setup.clock()));
    commands.putAll(DeedCommands.of(deeds(setup, worker)));
    Mailbox mailbox =
        new Mailbox(setup.redis(), setup.keys(), setup.options().node(), clock, commands);
    return new ControlLoop(setup.redis(), setup.keys(), mailbox, onDeath);
  }

  private static WorkerFacts facts(WorkerSetup setup, Worker worker, Settings settings) {
    List<RegisteredTask> tasks =
        setup.tasks().names().stream().map(name -> new RegisteredTask(name, Map.of())).toList();
    return new WorkerFacts(
        setup.options().node(),
        ProcessHandle.current().pid(),
        setup.clock().instant(),
        setup.options().pool().word(),
        setup.options().concurrency(),
        () -> setup.options().queues(),
        RedisUrl.parse(settings.broker()),
        Set.copyOf(settings.hide()),
        worker::running,
        worker::accepted,
        () -> tasks,
        () -> setup.broker().revokes().newest(MOST_REVOKED),
        () -> shown(settings));
  }

  private static WorkerDeeds deeds(WorkerSetup setup, Worker worker) {
    return new WorkerDeeds(
        ids -> setup.broker().revokes().revoke(ids),
        worker::terminate,
        (task, soft, hard) -> worker.limit(task, new TimeLimits(soft, hard)));
  }

  private static JsonObject shown(Settings settings) {
    JsonObject.Builder all = JsonObject.builder();
    for (SettingKey<?> key : SettingKeys.all()) {
      all.put(key.name(), settings.setting(key).shown());
    }
    return all.build();
  }
}
