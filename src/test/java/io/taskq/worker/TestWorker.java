package io.taskq.worker;

import io.taskq.broker.Broker;
import io.taskq.broker.Enqueued;
import io.taskq.broker.NewMessage;
import io.taskq.broker.QueueStats;
import io.taskq.canvas.Canvas;
import io.taskq.canvas.Letters;
import io.taskq.client.Destinations;
import io.taskq.client.Packer;
import io.taskq.client.Sender;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.message.LogicalClock;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Outgoing;
import io.taskq.message.Route;
import io.taskq.node.Membership;
import io.taskq.node.NodeFacts;
import io.taskq.node.NodeRegistry;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.result.ResultStore;
import io.taskq.result.TaskResult;
import io.taskq.task.Acks;
import io.taskq.task.Arguments;
import io.taskq.task.Call;
import io.taskq.task.Rate;
import io.taskq.task.RetryPolicy;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import io.taskq.task.TaskOptions;
import io.taskq.task.TaskRegistry;
import io.taskq.task.TimeLimits;
import io.taskq.worker.child.ChildLaunch;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A worker in this process with tasks of the test, and what tests ask of it again and again. */
final class TestWorker implements AutoCloseable {

  static final String QUEUE = "celery";
  static final Duration LEASE = Duration.ofSeconds(2);
  static final RetryPolicy TWICE =
      new RetryPolicy(2, Duration.ofMillis(20), Duration.ofMillis(20), false);

  private static final ChildLaunch LAUNCH = TestChild.launch(Optional.empty(), Optional.empty());

  /** What a task of a test does. */
  interface Body {
    Object run(TaskContext context, Arguments arguments) throws Exception;
  }

  record NamedTask(String name, TaskOptions options, Body body) implements Task {
    @Override
    public Object run(TaskContext context, Arguments arguments) throws Exception {
      return body.run(context, arguments);
    }
  }

  final List<String> log = new CopyOnWriteArrayList<>();
  final Broker broker;
  private final Redis redis;
  private final Keys keys;
  private final MessageCodec codec = new MessageCodec(1 << 20, ZoneOffset.UTC);
  private final List<Task> tasks = new ArrayList<>();
  private PoolKind pool = PoolKind.THREADS;
  private TimeLimits limits = TimeLimits.NONE;
  private boolean events;
  private Optional<Scale> scale = Optional.empty();
  private Optional<Rate> rate = Optional.empty();
  private ChildLaunch launch = LAUNCH;
  private int maxDeliveries = 4;
  private boolean burst;
  private List<String> queues = List.of(QUEUE);
  Worker worker;

  TestWorker(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
    this.broker = Broker.on(redis, keys);
  }

  TestWorker task(String name, Body body) {
    return task(name, TaskOptions.DEFAULTS, body);
  }

  TestWorker task(String name, TaskOptions options, Body body) {
    tasks.add(new NamedTask(name, options, body));
    return this;
  }

  TestWorker pool(PoolKind kind) {
    pool = kind;
    return this;
  }

  TestWorker queues(String... names) {
    queues = List.of(names);
    return this;
  }

  TestWorker limits(TimeLimits all) {
    limits = all;
    return this;
  }

  TestWorker maxDeliveries(int most) {
    maxDeliveries = most;
    return this;
  }

  TestWorker events() {
    events = true;
    return this;
  }

  TestWorker autoscale(int max, int min) {
    scale = Optional.of(new Scale(max, min));
    return this;
  }

  TestWorker rate(String all) {
    rate = Rate.parse(all);
    return this;
  }

  TestWorker children(ChildLaunch how) {
    launch = how;
    return pool(PoolKind.PROCESS);
  }

  private WorkerOptions options(String node) {
    return new WorkerOptions(
        node,
        queues,
        pool,
        pool == PoolKind.SOLO ? 1 : 2,
        LEASE,
        maxDeliveries,
        Optional.empty(),
        burst,
        0,
        StartPolicy.LATE,
        TWICE,
        limits,
        Acks.LATE,
        rate,
        scale,
        events);
  }

  TestWorker start() {
    InstantSource clock = InstantSource.system();
    TaskRegistry registry = TaskRegistry.of(tasks);
    NodeFacts facts = new NodeFacts(1, 2, List.of(QUEUE), "threads", "test", clock.instant());
    Membership membership = new NodeRegistry(redis, keys).joinNumbered("test", facts);
    String node = membership.name();
    Results results = new Results(keys, Duration.ofHours(1), false, false, node, registry, clock);
    worker =
        new Worker(
            new WorkerSetup(
                options(node),
                membership,
                redis,
                keys,
                broker,
                codec,
                registry,
                () -> TaskRegistry.of(tasks),
                results,
                canvas(clock),
                launch,
                call -> enqueue(call),
                log::add,
                log::add,
                clock,
                new LogicalClock(),
                "test"));
    worker.start();
    return this;
  }

  static Canvas canvas(InstantSource clock) {
    Function<String, Route> routes = task -> Route.to(QUEUE);
    return new Canvas(new Letters(routes, ZoneOffset.UTC, clock, Set.of(), 1, "test"));
  }

  /** Starts it, lets it work until nothing is ready, and answers how it ended. */
  Worker.End work(PoolKind kind) {
    burst = true;
    pool(kind).start();
    return worker.await();
  }

  String enqueue(Outgoing outgoing) {
    Message message = outgoing.build();
    String raw = codec.encode(message);
    return broker.enqueue(NewMessage.of(message.route().queue(), 0, message.id(), raw)).taskId();
  }

  /** What a task wants enqueued. */
  String enqueue(Call call) {
    Packer packer =
        new Packer(
            codec,
            new Destinations(task -> QUEUE, task -> 0),
            new Sender("test", Set.of(), 1 << 20),
            InstantSource.system(),
            redis::time);
    return broker.enqueue(packer.letter(packer.pack(call), true)).taskId();
  }

  String enqueue(String task, Json... args) {
    return enqueue(Outgoing.of(task).args(JsonArray.of(args)));
  }

  String enqueueRaw(String raw, String id) {
    Enqueued answer = broker.enqueue(NewMessage.of(QUEUE, 0, id, raw));
    return answer.taskId();
  }

  Optional<TaskResult> result(String id) {
    return new ResultStore(redis, keys).get(id);
  }

  String state(String id) {
    return result(id).map(TaskResult::status).orElse("none");
  }

  QueueStats stats() {
    return broker.queues().stats(QUEUE);
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.stopNow();
      worker.close();
    }
  }
}
