package io.taskq.cli.command;

import io.taskq.beat.Beat;
import io.taskq.beat.BeatRunner;
import io.taskq.beat.BeatSetup;
import io.taskq.beat.PlanFile;
import io.taskq.broker.Broker;
import io.taskq.broker.Enqueued;
import io.taskq.canvas.Canvas;
import io.taskq.canvas.Letters;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Build;
import io.taskq.cli.output.LogLines;
import io.taskq.client.Packer;
import io.taskq.client.Parcel;
import io.taskq.config.Settings;
import io.taskq.control.ControlLoop;
import io.taskq.event.SentEvents;
import io.taskq.message.LogicalClock;
import io.taskq.message.MessageCodec;
import io.taskq.message.Route;
import io.taskq.node.Membership;
import io.taskq.node.NodeFacts;
import io.taskq.node.NodeName;
import io.taskq.node.NodeRegistry;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.task.Call;
import io.taskq.task.TaskRegistry;
import io.taskq.worker.Results;
import io.taskq.worker.Worker;
import io.taskq.worker.WorkerSetup;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Puts a worker together from settings. */
final class WorkerAssembly implements AutoCloseable {

  private final CommandContext context;
  private final Settings settings;
  private final WorkerChoices choices;
  private final LogLines log;
  private final Redis redis;
  private final Keys keys;
  private WorkerSetup setup;
  private Optional<ControlLoop> control = Optional.empty();
  private Optional<BeatRunner> beat = Optional.empty();

  /** Reads the settings; nothing is connected so far. */
  WorkerAssembly(CommandContext context, LogLines log) {
    this.context = context;
    this.settings = context.settings();
    this.log = log;
    this.choices = WorkerChoices.of(settings);
    RedisUrl url = RedisUrl.parse(settings.broker());
    this.redis = Redis.connect(url, RedisOptions.forWorker("taskq-worker"));
    this.keys = new Keys(settings.keyPrefix(), url.db());
  }

  /** Takes a place among the nodes: the first words with Redis. */
  void join(TaskRegistry tasks, Optional<String> name, boolean burst) {
    NodeFacts facts =
        new NodeFacts(
            ProcessHandle.current().pid(),
            choices.slots(),
            choices.queues(),
            choices.pool().word(),
            Build.VERSION,
            context.clock().instant());
    NodeRegistry registry = new NodeRegistry(redis, keys);
    String host = Host.name(context.environment());
    Membership membership =
        name.map(given -> registry.join(NodeName.parse(given, host), facts))
            .orElseGet(() -> registry.joinNumbered(host, facts));
    Broker broker = Broker.on(redis, keys, RedisUrl.parse(settings.resultBackend()));
    setup =
        new WorkerSetup(
            choices.options(membership.name(), burst),
            membership,
            redis,
            keys,
            broker,
            new MessageCodec(Math.toIntExact(settings.maxMessage()), settings.timezone()),
            tasks,
            () -> OwnTasks.of(context),
            results(tasks, membership.name()),
            canvas(host),
            ChildProgram.launch(context),
            enqueuer(broker),
            log::info,
            log::warning,
            context.clock(),
            new LogicalClock(),
            Build.VERSION);
  }

  /** What a task enqueues is held until its time by this very worker, or another. */
  private Function<Call, String> enqueuer(Broker broker) {
    Packer packer = Producer.packer(context, redis::time);
    SentEvents events = new SentEvents(redis, keys, context.clock());
    return call -> {
      Parcel parcel = packer.pack(call);
      Enqueued enqueued = broker.enqueue(packer.letter(parcel, true));
      if (settings.sentEvent() && enqueued instanceof Enqueued.Accepted) {
        events.tell(parcel.message());
      }
      return enqueued.taskId();
    };
  }

  /** Tasks that follow others go where a producer would send them. */
  private Canvas canvas(String host) {
    return new Canvas(
        new Letters(
            task -> new Route(settings.queueOf(task), settings.priorityOf(task), Optional.empty()),
            settings.timezone(),
            context.clock(),
            Set.copyOf(settings.hide()),
            ProcessHandle.current().pid(),
            host));
  }

  private Results results(TaskRegistry tasks, String node) {
    return new Results(
        keys,
        settings.resultExpires(),
        settings.resultExtended(),
        settings.taskDefaults().ignoreResult(),
        node,
        tasks,
        context.clock(),
        Set.copyOf(settings.hide()));
  }

  WorkerSetup setup() {
    return setup;
  }

  /** The worker, which does nothing so far but can be told to stop. */
  Worker worker() {
    return new Worker(setup);
  }

  /** Starts it, together with what answers for it. */
  void start(Worker worker) {
    worker.start();
    control = Optional.of(ControlPanel.of(setup, worker, settings, () -> shutDown(worker)));
    control.get().start();
  }

  private void shutDown(Worker worker) {
    stopBeat();
    worker.drain();
  }

  /** Starts a beat beside it; its death is the worker's. */
  void startBeat(PlanFile plan, Worker worker) {
    BeatSetup beatSetup = BeatAssembly.setup(context, plan, redis, setup.broker(), log);
    beat = Optional.of(new BeatRunner(new Beat(beatSetup), worker::breakDown));
    beat.get().start();
  }

  /** Fires nothing more, and lets another beat lead. */
  void stopBeat() {
    beat.ifPresent(BeatRunner::close);
  }

  @Override
  public void close() {
    stopBeat();
    control.ifPresent(ControlLoop::close);
    redis.close();
  }
}
