package io.taskq.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.node.Membership;
import io.taskq.node.NodeFacts;
import io.taskq.node.NodeName;
import io.taskq.node.NodeRegistry;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@WithRedis
@Timeout(60)
class InspectCliTest {

  private static final String ACTIVE =
      """
      [{"id": "id-1", "name": "send_mail", "args": ["yun", 5],
        "kwargs": {"password": "s3cret", "to": "you@example.com"},
        "time_start": 99999999999.5, "attempt": 2}]
      """;

  @TempDir private Path folder;

  private RedisServer server;
  private Redis redis;
  private Keys keys;
  private FakeNodes nodes;

  @BeforeEach
  void create_nodes(RedisServer server, Redis redis, Keys keys) {
    this.server = server;
    this.redis = redis;
    this.keys = keys;
    nodes = new FakeNodes(redis, keys);
  }

  @AfterEach
  void stop_nodes() {
    nodes.close();
  }

  @Test
  void ping_shows_each_node() {
    nodes.add("w2@host", Map.of("ping", "{\"ok\": \"pong\"}"));
    nodes.add("w1@host", Map.of("ping", "{\"ok\": \"pong\"}"));

    assertThat(taskq("inspect", "ping"))
        .isEqualTo(
            """
            exit 0
            --- stdout
            w1@host: OK
              pong
            w2@host: OK
              pong
            --- stderr
            """);
  }

  @Test
  void only_the_named_node_is_asked() {
    nodes.add("w1@host", Map.of("ping", "{\"ok\": \"pong\"}"));
    nodes.add("w2@host", Map.of("ping", "{\"ok\": \"pong\"}"));

    assertThat(taskq("inspect", "ping", "-d", "w2@host", "--json"))
        .isEqualTo(
            """
            exit 0
            --- stdout
            {"w2@host": {"ok": "pong"}}
            --- stderr
            """);
  }

  @Test
  void a_pattern_asks_the_nodes_whose_names_fit_and_ends_with_the_last_of_them() {
    Map<String, String> replies = Map.of("ping", "{\"ok\": \"pong\"}", "active", "[]");
    nodes.add("w1@host", replies);
    nodes.add("w2@host", replies);
    nodes.add("x1@host", replies);
    join("w9@host", 1);

    // It would not end within the limit of this test if it waited for its time-out.
    String said = taskq("inspect", "active", "-p", "w*", "-t", "1h");

    assertThat(said)
        .isEqualTo(
            """
            exit 0
            --- stdout
            w1@host: none running
            w2@host: none running
            --- stderr
            """);
    assertThat(taskq("status", "-q", "--pattern", "?9@*", "-t", "0.1"))
        .startsWith("exit 69\n--- stdout\nw9@host: no reply");
    assertThat(taskq("inspect", "ping", "-p", "w*", "-d", "w1@host"))
        .startsWith("exit 2\n")
        .contains("--destination and --pattern do not mix");
  }

  @Test
  void what_is_revoked_is_in_redis_though_no_node_replies() {
    assertThat(taskq("inspect", "revoked")).startsWith("exit 69\n");
    taskq("control", "revoke", "a");
    nodes.add("celery@host", Map.of("revoked", "[\"b\"]", "scheduled", "[]"));

    assertThat(taskq("inspect", "revoked", "--json"))
        .contains("{\"celery@host\": [\"b\"], \"redis\": [\"a\"]}");
    assertThat(taskq("inspect", "revoked", "--from", "redis", "--json"))
        .contains("{\"redis\": [\"a\"]}");
    assertThat(taskq("inspect", "revoked", "--from", "workers", "--json"))
        .contains("{\"celery@host\": [\"b\"]}");
    assertThat(taskq("inspect", "scheduled", "--from", "redis", "--json"))
        .contains("{\"redis\": []}");
    assertThat(taskq("inspect", "scheduled", "--from", "workers"))
        .contains("celery@host: none scheduled\n")
        .doesNotContain("redis");
  }

  @Test
  void only_what_redis_holds_is_looked_for_there() {
    assertThat(taskq("inspect", "ping", "--from", "redis"))
        .startsWith("exit 2\n")
        .contains("cannot use --from: only a node knows of ping\n");
    assertThat(taskq("inspect", "revoked", "--from", "there"))
        .contains("cannot use --from: there is no \"there\"\n");
  }

  @Test
  void active_is_a_table_and_hides_secrets() {
    nodes.add("w1@host", Map.of("active", ACTIVE));
    nodes.add("w2@host", Map.of("active", "[]"));
    join("w1@host", 5);

    assertThat(taskq("inspect", "active"))
        .isEqualTo(
            """
            exit 0
            --- stdout
            w1@host: 1 running, 4 of 5 slots free
              ID    TASK       ARGS                      RUNNING  ATTEMPT
              id-1  send_mail  'yun' 5 password=*** ...     0.0s        2
            w2@host: none running
            --- stderr
            """);
  }

  @Test
  void registered_and_active_queues_are_lists() {
    nodes.add(
        "w1@host",
        Map.of(
            "registered", "[\"add\", \"echo [rate_limit=10/m]\"]",
            "active_queues", "[{\"name\": \"celery\", \"exclusive\": false}]"));

    assertThat(taskq("inspect", "registered"))
        .contains("w1@host: 2 tasks\n  add\n  echo [rate_limit=10/m]\n");
    assertThat(taskq("inspect", "active_queues")).contains("w1@host: 1 queue\n  celery\n");
  }

  @Test
  void query_task_shows_where_a_task_is() {
    nodes.add(
        "w1@host",
        Map.of("query_task", "{\"id-1\": [\"active\", {\"id\": \"id-1\", \"name\": \"add\"}]}"));

    assertThat(taskq("inspect", "query_task", "id-1"))
        .contains(
            "w1@host: 1 task found\n  ID    STATE   TASK  ARGS  RUNNING\n  id-1  active  add");
    assertThat(taskq("inspect", "query_task"))
        .startsWith("exit 2\n")
        .contains("taskq: cannot ask for tasks: no id is given\n");
  }

  @Test
  void stats_are_an_outline() {
    nodes.add(
        "w1@host",
        Map.of("stats", "{\"total\": {\"add\": 3}, \"pid\": 7, \"pool\": {\"timeouts\": [0, 0]}}"));

    assertThat(taskq("inspect", "stats"))
        .contains(
            """
            w1@host: OK
              total:
                add: 3
              pid: 7
              pool:
                timeouts: [0, 0]
            """);
  }

  @Test
  void an_error_of_a_node_is_shown_as_one() {
    nodes.add("w1@host", Map.of("ping", "{\"ok\": \"pong\"}"));

    assertThat(taskq("inspect", "stats")).contains("w1@host: ERROR\n  KeyError('stats')\n");
  }

  @Test
  void what_a_node_sends_cannot_steer_the_terminal() {
    nodes.add("w1@host", Map.of("ping", "{\"ok\": \"\\u001b[31mred\"}"));

    assertThat(taskq("inspect", "ping")).contains("\\x1b[31mred").doesNotContain("\u001b");
  }

  @Test
  void no_reply_is_said_with_what_to_do() {
    assertThat(taskq("inspect", "ping"))
        .isEqualTo(
            """
            exit 69
            --- stdout
            --- stderr
            taskq: nobody answers: no node replied within 1.0 s
              Start a worker with: taskq worker, or wait longer with --timeout.
            """);
  }

  @Test
  void a_wrong_question_or_time_out_is_refused() {
    assertThat(taskq("inspect", "nosuch"))
        .startsWith("exit 2\n")
        .contains("taskq: cannot inspect \"nosuch\": nodes do not know this question\n");
    assertThat(taskq("inspect", "ping", "-t", "soon")).startsWith("exit 2\n").contains("\"soon\"");
    assertThat(taskq("inspect", "ping", "-t", "0")).startsWith("exit 2\n");
    assertThat(taskq("inspect", "ping", "extra")).startsWith("exit 2\n").contains("\"extra\"");
  }

  @Test
  void status_counts_who_replies_and_names_who_is_silent() {
    nodes.add("w1@host", Map.of("ping", "{\"ok\": \"pong\"}"));
    join("frozen@host", 5);

    assertThat(taskq("status", "-q"))
        .isEqualTo(
            """
            exit 0
            --- stdout
            w1@host: OK
            frozen@host: no reply, last seen 0 s ago

            1 node online.
            --- stderr
            """);
    assertThat(taskq("status", "-j"))
        .contains("{\"w1@host\": {\"ok\": \"pong\"}, \"frozen@host\": {\"error\": \"no reply\"");
  }

  @Test
  void status_of_nobody_is_unavailable() {
    assertThat(taskq("status"))
        .startsWith("exit 69\n")
        .contains("taskq: nobody answers: no node replied within 1.0 s\n");
  }

  private Membership join(String name, int slots) {
    var facts =
        new NodeFacts(1, slots, List.of("celery"), "threads", "0.1.0", Instant.ofEpochSecond(1));
    return new NodeRegistry(redis, keys).join(NodeName.parse(name, "host"), facts);
  }

  private String taskq(String... args) {
    return new Shell(server, keys, folder).taskq(args);
  }
}
