package io.taskq.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.broker.Broker;
import io.taskq.broker.NewMessage;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Outgoing;
import io.taskq.testing.Command;
import io.taskq.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/** A worker that has done much holds no more of anything than one that has done little. */
@Timeout(3_600)
class GrowthIT {

  private static final boolean LONG = Boolean.getBoolean("taskq.storm");
  private static final int TASKS = LONG ? 1_000_000 : 20_000;
  private static final int RECONNECTS = LONG ? 1_000 : 20;
  private static final int WAITING = 2_000;
  private static final int MOST_CONNECTIONS = 8;
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  /** Beside the five of a hundred: what a short run has not used for the first time so far. */
  private static final long FIRST_TIMES = LONG ? 0 : 400_000;

  @TempDir private Path folder;
  private RedisServer server;
  private Site site;
  private Broker broker;
  private final MessageCodec codec = new MessageCodec(1 << 20, ZoneOffset.UTC);

  @BeforeEach
  void open() {
    server = RedisServer.start();
    site = new Site(folder, server).set("TASKQ_RESULT_EXPIRES", "1s");
    broker = Broker.on(site.redis(), site.keys());
  }

  @AfterEach
  void close() {
    site.close();
    server.close();
  }

  /**
   * What may not grow.
   *
   * @param connections some of a pool: now more, now fewer, up to a fixed number
   * @param handles without the connections
   */
  private record Measure(long connections, long threads, long handles, long keys, long heap) {

    private void assertNoMoreThan(Measure before) {
      assertThat(connections).as("connections whatever -c").isLessThanOrEqualTo(MOST_CONNECTIONS);
      assertThat(threads).as("threads").isLessThanOrEqualTo(withSlack(before.threads));
      assertThat(handles).as("handles").isLessThanOrEqualTo(withSlack(before.handles));
      assertThat(keys).as("keys").isLessThanOrEqualTo(withSlack(before.keys));
      assertThat(heap).as("heap").isLessThanOrEqualTo(before.heap * 105 / 100 + FIRST_TIMES);
    }

    private static long withSlack(long number) {
      return number + Math.max(2, number * 5 / 100);
    }
  }

  @Test
  void tasks_leave_nothing_behind() {
    TaskqProcess worker = site.worker("-c", "4");
    work(TASKS / 5);
    Measure before = measure(worker);

    work(TASKS - TASKS / 5);
    Measure after = measure(worker);

    System.out.printf("growth: tasks=%d before=%s after=%s%n", TASKS, before, after);
    after.assertNoMoreThan(before);
  }

  @Test
  void lost_connections_leave_nothing_behind() {
    TaskqProcess worker = site.worker("-c", "4");
    reconnect(RECONNECTS / 5);
    Measure before = measure(worker);

    reconnect(RECONNECTS);
    Measure after = measure(worker);

    System.out.printf("growth: reconnects=%d before=%s after=%s%n", RECONNECTS, before, after);
    after.assertNoMoreThan(before);
  }

  private void work(int tasks) {
    for (int i = 0; i < tasks; i++) {
      if (i % WAITING == 0) {
        awaitWaiting(WAITING);
      }
      Message message = Outgoing.of("add").args(JsonArray.of(Json.of(i), Json.of(1))).build();
      broker.enqueue(NewMessage.of("celery", 0, message.id(), codec.encode(message)));
    }
    awaitWaiting(0);
  }

  private void awaitWaiting(long most) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> broker.queues().stats("celery").readyTotal() <= most);
  }

  private void reconnect(int times) {
    for (int i = 0; i < times; i++) {
      for (String type : List.of("normal", "pubsub")) {
        CommandArguments kill = new CommandArguments(Protocol.Command.CLIENT);
        kill.add("KILL").add("TYPE").add(type);
        site.redis().ask("kill", client -> client.executeCommand(kill));
      }
      work(20);
    }
  }

  /** Taken when the worker is idle, and the results have expired. */
  private Measure measure(TaskqProcess worker) {
    awaitWaiting(0);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> site.keysLike("celery-task-meta-*").isEmpty());
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> connections() >= 3 && connections() <= MOST_CONNECTIONS);
    long keys = site.redis().ask("count", client -> client.dbSize());
    long connections = connections();
    long handles = handles(worker) - connections;
    return new Measure(connections, threads(worker), handles, keys, heap(worker));
  }

  private long connections() {
    CommandArguments list = new CommandArguments(Protocol.Command.CLIENT).add("LIST");
    byte[] text = (byte[]) site.redis().ask("list", client -> client.executeCommand(list));
    return new String(text, UTF_8)
        .lines()
        .filter(line -> line.contains("name=taskq-worker"))
        .count();
  }

  private static long threads(TaskqProcess worker) {
    return count(Path.of("/proc", Long.toString(worker.pid()), "task"));
  }

  private static long handles(TaskqProcess worker) {
    return count(Path.of("/proc", Long.toString(worker.pid()), "fd"));
  }

  private static long count(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of all that is alive: this question collects the garbage first. */
  private static long heap(TaskqProcess worker) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String answer = Command.of(jcmd, Long.toString(worker.pid()), "GC.class_histogram").run().out();
    Matcher total = TOTAL.matcher(answer);
    assertThat(total.find()).as(answer).isTrue();
    return Long.parseLong(total.group(1));
  }
}
