package io.taskq.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.FaultProxy;
import io.taskq.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.CommandArguments;

/** Redis answers, but not as one would wish. No worker dies of it, and it works again by itself. */
@Timeout(120)
class RedisTroubleTest {

  private static final Keys KEYS = new Keys("", 0);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private RedisServer server;
  private FaultProxy proxy;
  private Redis redis;
  private Redis direct;
  private TestWorker worker;
  private final Semaphore mayEnd = new Semaphore(0);

  @BeforeEach
  void open() {
    server = RedisServer.start("--maxmemory-policy", "noeviction");
    proxy = FaultProxy.before(server);
    redis = Redis.connect(RedisUrl.parse(proxy.url()), RedisOptions.forWorker("test"));
    direct = Redis.connect(RedisUrl.parse(server.url()), RedisOptions.forCommand());
    worker =
        new TestWorker(redis, KEYS)
            .task("add", (context, arguments) -> 3)
            .task(
                "held",
                (context, arguments) -> {
                  mayEnd.acquire();
                  return 7;
                });
  }

  @AfterEach
  void close() {
    mayEnd.release(1_000);
    worker.close();
    redis.close();
    direct.close();
    proxy.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LOADING Redis is loading the dataset in memory     | loading the dataset",
        "READONLY You can't write against a read only replica. | read only replica",
        "MASTERDOWN Link with MASTER is down                | link with master",
        "MISCONF Redis is configured to save RDB snapshots, but it's unable to | unable to",
        "BUSY Redis is busy running a script.               | busy running",
        "ERR max number of clients reached                  | max number of clients",
        "NOPERM this user has no permissions to run 'evalsha' | no permissions",
      })
  void what_redis_says_for_a_while_is_said_once_and_then_it_goes_on(String error, String said) {
    worker.start();
    awaitState(worker.enqueue("add"), "SUCCESS");

    proxy.answering(error);
    await().atMost(PATIENCE).until(() -> saidTimes(said) > 0);
    String id = new TestWorker(direct, KEYS).enqueue("add");
    await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
    assertThat(saidTimes(said)).as("%s", worker.log).isLessThanOrEqualTo(4);
    proxy.heal();

    awaitState(id, "SUCCESS");
  }

  private long saidTimes(String text) {
    return worker.log.stream().filter(line -> line.toLowerCase(Locale.ROOT).contains(text)).count();
  }

  @Test
  void a_replica_takes_nothing_and_the_worker_waits_until_it_is_a_master() {
    worker.start();
    awaitState(worker.enqueue("add"), "SUCCESS");

    config("replicaof", "127.0.0.1", "1");
    assertThatThrownBy(() -> worker.enqueue("add"))
        .isInstanceOf(TaskqException.Unavailable.class)
        .hasMessageContaining("cannot serve now")
        .hasMessageContaining("read only replica");
    config("replicaof", "no", "one");

    awaitState(worker.enqueue("add"), "SUCCESS");
  }

  @Test
  void forgotten_scripts_are_sent_again() {
    worker.start();
    awaitState(worker.enqueue("add"), "SUCCESS");

    config("script", "flush");

    awaitState(worker.enqueue("add"), "SUCCESS");
    assertThat(worker.log).noneMatch(line -> line.contains("trying again"));
  }

  @Test
  void a_full_redis_refuses_producers_and_lets_workers_make_room() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ids.add(worker.enqueue("add", Json.of("x".repeat(1000))));
    }
    config("config", "set", "maxmemory", "1mb");

    assertThatThrownBy(() -> worker.enqueue("add"))
        .isInstanceOf(TaskqException.Refused.class)
        .hasMessageContaining("is full");
    // Started while there is no room: it must find its place all the same.
    worker.start();

    await().atMost(PATIENCE).until(() -> ids.stream().allMatch(this::isOver));
    // The look at an idle queue counts as a write. The claim looks by itself, so it is said once.
    assertThat(worker.log.stream().filter(line -> line.contains("trying again")))
        .hasSizeLessThanOrEqualTo(1)
        .allMatch(line -> line.startsWith("wait for a message was refused"));
  }

  private boolean isOver(String id) {
    return worker.state(id).equals("SUCCESS");
  }

  @Test
  void a_key_of_another_program_stops_its_queue_only_and_only_until_it_is_gone() {
    String stuck = worker.enqueue("add");
    String hash = KEYS.queue(TestWorker.QUEUE).meta();
    direct.ask("test", client -> client.set(hash, "not ours"));
    worker.start();

    await().atMost(PATIENCE).until(() -> saidTimes("not a hash") > 0);
    assertThat(worker.log)
        .anyMatch(line -> line.contains("the key '" + hash + "' is a string, not a hash"));
    assertThat(worker.state(stuck)).isEqualTo("none");
    direct.ask("test", client -> client.del(hash));

    awaitState(stuck, "SUCCESS");
  }

  @Test
  void an_end_that_is_refused_is_kept_and_comes_in_later() {
    worker.start();
    String id = worker.enqueue("held");
    await().atMost(PATIENCE).until(() -> worker.stats().leased() == 1);
    String ids = KEYS.queue(TestWorker.QUEUE).ids();
    direct.ask("test", client -> client.set(ids, "not ours"));

    mayEnd.release();
    await().atMost(PATIENCE).until(() -> saidTimes("not a hash") > 0);
    assertThat(worker.state(id)).isNotEqualTo("SUCCESS");
    direct.ask("test", client -> client.del(ids));

    awaitState(id, "SUCCESS");
    assertThat(worker.log).noneMatch(line -> line.contains("another worker has it"));
  }

  @Test
  void a_list_of_another_kind_does_not_end_the_worker() throws InterruptedException {
    direct.ask("test", client -> client.set(TestWorker.QUEUE, "not ours"));
    CountDownLatch over = new CountDownLatch(1);
    worker.start();
    Thread.ofPlatform().daemon().start(() -> awaitEnd(over));

    await().atMost(PATIENCE).until(() -> saidTimes("holds something else") > 0);
    assertThat(over.getCount()).as("%s", worker.log).isEqualTo(1);
    direct.ask("test", client -> client.del(TestWorker.QUEUE));

    awaitState(worker.enqueue("add"), "SUCCESS");
  }

  @Test
  void a_connection_that_breaks_at_the_very_start_does_not_end_the_worker() {
    proxy.lose((script, nth) -> script.equals("know") && nth == 1);

    worker.start();

    awaitState(worker.enqueue("add"), "SUCCESS");
    assertThat(proxy.lost()).containsKey("know");
    Set<String> known = direct.ask("test", client -> client.smembers(KEYS.queues()));
    assertThat(known).containsExactly(TestWorker.QUEUE);
  }

  @Test
  void a_worker_that_breaks_down_fails_no_task_of_its_own() {
    worker.start();
    String id = worker.enqueue("held");
    await().atMost(PATIENCE).until(() -> worker.stats().leased() == 1);
    await().atMost(PATIENCE).until(() -> !worker.worker.running().isEmpty());

    worker.worker.breakDown(new IllegalStateException("a loop died"));
    worker.worker.close();

    assertThat(worker.state(id)).isNotEqualTo("FAILURE");
    assertThat(worker.stats().leased()).as("kept for the reaper").isEqualTo(1);
  }

  private void awaitEnd(CountDownLatch over) {
    try {
      worker.worker.await();
    } finally {
      over.countDown();
    }
  }

  private void config(String... words) {
    CommandArguments command = new CommandArguments(() -> words[0].getBytes(UTF_8));
    Stream.of(words).skip(1).forEach(command::add);
    direct.ask("test", client -> client.executeCommand(command));
  }

  private void awaitState(String id, String state) {
    TestWorker looker = new TestWorker(direct, KEYS);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(looker.state(id)).as("%s", worker.log).isEqualTo(state));
  }
}
