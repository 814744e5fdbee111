package io.taskq.client;

import io.taskq.broker.Broker;
import io.taskq.broker.Enqueued;
import io.taskq.broker.NewMessage;
import io.taskq.control.ControlClient;
import io.taskq.error.TaskqException;
import io.taskq.message.MessageCodec;
import io.taskq.message.RandomId;
import io.taskq.node.NodeRegistry;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.result.ResultStore;
import io.taskq.task.Call;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Enqueues tasks, and asks what became of them.
 *
 * <pre>{@code
 * try (Taskq taskq = Taskq.connect("redis://127.0.0.1:6379/0")) {
 *   AsyncResult sum = taskq.enqueue("add", 2, 3);
 *   System.out.println(sum.get(Duration.ofSeconds(10)));   // 5
 *
 *   taskq.enqueue(Call.of("send_mail", "yun").queue("mails").in(Duration.ofMinutes(5)));
 * }
 * }</pre>
 *
 * <p>One is enough for a program. Thread-safe. Connections are made when first needed, and anew
 * when Redis was away; meanwhile a call is sent again for a while, and enqueued once all the same.
 * What goes wrong is a {@link TaskqException}.
 */
public final class Taskq implements AutoCloseable {

  private static final int MOST_IN_ONE_TRIP = 1_000;

  private final Redis redis;
  private final Redis resultRedis;
  private final Broker broker;
  private final NodeRegistry nodes;
  private final Packer packer;
  private final Again again;
  private final Results results;
  private final Notices notices;

  private Taskq(RedisUrl url, ClientOptions options) {
    RedisOptions how =
        new RedisOptions(
            options.connections(),
            RedisOptions.forCommand().connectTimeout(),
            RedisOptions.forCommand().readTimeout(),
            "taskq-client");
    RedisUrl resultUrl = options.resultBackend().map(RedisUrl::parse).orElse(url);
    Keys keys = new Keys(options.keyPrefix(), url.db());
    this.redis = Redis.connect(url, how);
    this.resultRedis = resultUrl.equals(url) ? redis : Redis.connect(resultUrl, how);
    this.broker = Broker.on(redis, keys, resultUrl);
    this.nodes = new NodeRegistry(redis, keys);
    this.packer = packer(options);
    this.again = new Again(options.patience());
    this.notices = new Notices(resultRedis, keys, "client-" + RandomId.next());
    ControlClient control = new ControlClient(redis, keys, InstantSource.system());
    this.results =
        new Results(
            new ResultStore(resultRedis, keys), keys, notices, broker.revokes(), control, again);
  }

  /**
   * A client of the queues at that address, with the workers' usual settings.
   *
   * @param url such as {@code redis://user:password@host:6379/0}, or with {@code rediss} for TLS
   */
  public static Taskq connect(String url) {
    return connect(url, ClientOptions.DEFAULTS);
  }

  /** The same with settings of its own. */
  public static Taskq connect(String url, ClientOptions options) {
    return new Taskq(RedisUrl.parse(url), options);
  }

  private Packer packer(ClientOptions options) {
    return new Packer(
        new MessageCodec(options.mostBytes(), ZoneOffset.UTC),
        new Destinations(options::queueOf, options::priorityOf),
        new Sender(host(), options.hide(), options.mostBytes()),
        InstantSource.system(),
        redis::time);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // It is for people who look where a message came from, and not worth a failure.
      return "localhost";
    }
  }

  /** Enqueues the task with these arguments by place. Returns when Redis has it. */
  public AsyncResult enqueue(String task, Object... positional) {
    return enqueue(Call.of(task, positional));
  }

  /** Enqueues it. Returns when Redis has it. */
  public AsyncResult enqueue(Call call) {
    return enqueueAll(List.of(call)).getFirst();
  }

  /**
   * Enqueues them in their order, in one trip, or some more when they are thousands.
   *
   * @throws TaskqException when one was refused: those before it are enqueued
   */
  public List<AsyncResult> enqueueAll(List<Call> calls) {
    List<AsyncResult> enqueued = new ArrayList<>();
    for (int from = 0; from < calls.size(); from += MOST_IN_ONE_TRIP) {
      int to = Math.min(calls.size(), from + MOST_IN_ONE_TRIP);
      send(calls.subList(from, to)).forEach(answer -> enqueued.add(result(answer.get().taskId())));
    }
    return enqueued;
  }

  private List<Supplier<Enqueued>> send(List<Call> calls) {
    List<Parcel> parcels = again.ask(() -> calls.stream().map(packer::pack).toList());
    boolean timed = parcels.stream().anyMatch(parcel -> parcel.eta().isPresent());
    // Without a worker of ours nobody would promote the message when its time has come.
    boolean held = timed && again.ask(() -> !nodes.live().isEmpty());
    List<NewMessage> letters = parcels.stream().map(parcel -> packer.letter(parcel, held)).toList();
    // Under the same ids again: what is there already is not added twice.
    return again.ask(() -> broker.enqueueEach(letters));
  }

  /** What becomes, or became, of the task with this id. */
  public AsyncResult result(String taskId) {
    return new AsyncResult(taskId, results);
  }

  /** Ends all connections; who waits for a result is told. */
  @Override
  public void close() {
    notices.close();
    if (resultRedis != redis) {
      resultRedis.close();
    }
    redis.close();
  }
}
