package io.taskq.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.broker.Broker;
import io.taskq.broker.Claim;
import io.taskq.broker.Deferral;
import io.taskq.broker.Delivery;
import io.taskq.broker.Handle;
import io.taskq.node.NodeFacts;
import io.taskq.node.NodeName;
import io.taskq.node.NodeRegistry;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithRedis
class TaskStoryCliTest {

  @TempDir private Path folder;

  private Redis redis;
  private Keys keys;
  private Shell shell;

  @BeforeEach
  void open_shell(RedisServer server, Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
    shell = new Shell(server, keys, folder);
  }

  @Test
  void of_an_unknown_task_there_is_no_story() {
    assertThat(shell.taskq("inspect", "task", "nosuch"))
        .startsWith("exit 3\n")
        .contains("taskq: nothing is known of nosuch: ");
  }

  @Test
  void exactly_one_id_is_needed() {
    assertThat(shell.taskq("inspect", "task")).startsWith("exit 2\n").contains("no id is given");
    assertThat(shell.taskq("inspect", "task", "a", "b")).startsWith("exit 2\n");
  }

  @Test
  void a_task_nobody_takes_says_so() {
    shell.taskq("enqueue", "add", "--id", "id-1", "--priority", "3");

    assertThat(
            shell.taskq("inspect", "task", "id-1").replaceAll("\\d\\d:\\d\\d:\\d\\d", "16:40:58"))
        .isEqualTo(
            """
            exit 0
            --- stdout
            add[id-1]  PENDING
              16:40:58  enqueued on queue celery, priority 3
              waiting because: no worker consumes celery
            --- stderr
            """);
  }

  @Test
  void a_task_on_a_paused_queue_says_so() {
    join(5);
    shell.taskq("enqueue", "add", "--id", "id-1");
    shell.taskq("queue", "pause", "celery");

    assertThat(shell.taskq("inspect", "task", "id-1"))
        .contains("waiting because: queue celery is paused")
        .contains("; 1 worker consumes celery, 5 slots free\n");
  }

  @Test
  void a_delayed_task_says_when_it_is_due() {
    join(1);
    shell.taskq("enqueue", "add", "--id", "id-1", "--eta", "2099-01-01T08:30:00Z");

    assertThat(shell.taskq("inspect", "task", "id-1"))
        .containsPattern("  \\d\\d:\\d\\d:\\d\\d  delayed on queue celery, priority 0\n")
        .contains("  08:30:00  attempt 1 is due (in ")
        .contains("waiting because: its time has not come; 1 worker consumes celery, 1 slot free");
    assertThat(shell.taskq("inspect", "task", "id-1", "--json"))
        .contains("\"state\": \"PENDING\"", "\"due\": \"2099-01-01T08:30:00Z\"")
        .contains("\"place\": \"delayed\"");
  }

  @Test
  void a_task_that_was_put_off_says_why() {
    join(1);
    Broker broker = Broker.on(redis, keys);
    Map.of(
            Deferral.Kind.LATER, "its rate is used up",
            Deferral.Kind.RETRY, "retry after failure",
            Deferral.Kind.CRASH, "its worker died")
        .forEach(
            (kind, why) -> {
              shell.taskq("enqueue", "add", "--id", why);
              Claim claim = new Claim("w", kind.name(), Duration.ofSeconds(9), 1, false);
              Delivery taken = broker.claim("celery", claim).getFirst();
              broker.defer(
                  new Handle(taken.queue(), taken.id(), taken.fence(), why),
                  new Deferral(
                      redis.time().plusSeconds(60),
                      kind,
                      Optional.empty(),
                      Optional.empty(),
                      List.of()));

              assertThat(shell.taskq("inspect", "task", why)).contains("waiting because: " + why);
            });
  }

  @Test
  void a_running_task_says_where() {
    try (FakeNodes nodes = new FakeNodes(redis, keys)) {
      nodes.add(
          "w1@host",
          Map.of(
              "query_task",
              "{\"id-1\": [\"active\", {\"id\": \"id-1\", \"name\": \"nap\", \"attempt\": 2,"
                  + " \"time_start\": 1795249927.5}]}"));

      assertThat(shell.taskq("inspect", "task", "id-1"))
          .startsWith("exit 0\n--- stdout\nnap[id-1]  STARTED\n")
          .containsPattern("  08:32:07  attempt 2 runs on w1@host for [0-9.]+ s\n");
    }
  }

  @Test
  void a_finished_task_tells_how_it_ended() {
    store(
        "id-1",
        "{\"status\": \"SUCCESS\", \"result\": 5, \"traceback\": null, \"children\": [],"
            + " \"date_done\": \"2026-11-21T16:41:00.000000+00:00\", \"task_id\": \"id-1\"}");
    store(
        "id-2",
        "{\"status\": \"FAILURE\", \"result\": {\"exc_type\": \"ValueError\", \"exc_message\":"
            + " [\"bad thing\"], \"exc_module\": \"builtins\"}, \"traceback\": null,"
            + " \"children\": [], \"date_done\": \"2026-11-21T16:41:00.000000+00:00\","
            + " \"task_id\": \"id-2\"}");

    assertThat(shell.taskq("inspect", "task", "id-1"))
        .contains("task[id-1]  SUCCESS\n  16:41:00  succeeded: 5\n");
    assertThat(shell.taskq("inspect", "task", "id-2"))
        .contains("task[id-2]  FAILURE\n  16:41:00  failed: ")
        .contains("bad thing");
  }

  private void store(String id, String result) {
    redis.<String>ask("store", client -> client.set(keys.result(id), result));
  }

  private void join(int slots) {
    var facts =
        new NodeFacts(1, slots, List.of("celery"), "threads", "0.1.0", Instant.ofEpochSecond(1));
    new NodeRegistry(redis, keys).join(new NodeName("w1", "host"), facts);
  }
}
