package io.taskq.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithRedis
class ControlCliTest {

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
  void a_revoke_is_in_redis_even_when_no_node_hears_it() {
    assertThat(taskq("control", "revoke", "a", "b"))
        .isEqualTo(
            """
            exit 0
            --- stdout
            --- stderr
            revoked in Redis; no node replied
            """);
    assertThat(revoked()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void terminate_says_what_each_node_did() {
    nodes.add("w1@host", Map.of("terminate", "{\"ok\": \"terminate: a\"}"));
    nodes.add("w2@host", Map.of("terminate", "{\"ok\": \"terminate: tasks unknown\"}"));

    assertThat(taskq("control", "terminate", "TERM", "a"))
        .isEqualTo(
            """
            exit 0
            --- stdout
            w1@host: terminate: a
            w2@host: terminate: tasks unknown
            --- stderr
            """);
    assertThat(revoked()).containsExactly("a");
  }

  @Test
  void time_limit_that_no_node_can_set_is_a_no() {
    nodes.add("w1@host", Map.of("time_limit", "{\"error\": \"unknown task\"}"));

    assertThat(taskq("control", "time_limit", "nosuch", "10", "1m"))
        .isEqualTo(
            """
            exit 5
            --- stdout
            w1@host: error: unknown task
            --- stderr
            """);
  }

  @Test
  void a_word_too_few_and_a_word_not_known_are_refused_with_what_would_be_right() {
    assertThat(taskq("control", "terminate", "TERM"))
        .startsWith("exit 2")
        .contains("a word is missing", "Write: taskq control terminate SIGNAL ID...");
    assertThat(taskq("control", "time_limit", "add", "soon"))
        .startsWith("exit 2")
        .contains("\"soon\" is no time such as 30, 1.5 or 2m");
    assertThat(taskq("control", "rate_limit", "add", "10/d"))
        .startsWith("exit 2")
        .contains("\"10/d\" is no rate such as 10/s, 5/m or 100/h");
    assertThat(taskq("control", "pool_grow", "x")).startsWith("exit 2");
    assertThat(taskq("control", "revoke_by_stamped_headers", "x")).startsWith("exit 2");
    assertThat(taskq("control", "heartbeat", "x"))
        .startsWith("exit 2")
        .contains("\"x\" is one word too many");
    assertThat(taskq("control", "dance"))
        .startsWith("exit 2")
        .contains("this version of taskq does not have it", "terminate time_limit");
  }

  @Test
  void every_command_sends_the_arguments_that_celery_sends() {
    assertThat(sent("revoke", "a", "b")).isEqualTo("{\"task_id\": [\"a\", \"b\"]}");
    assertThat(sent("revoke_by_stamped_headers", "k=a", "k=b", "l=c"))
        .isEqualTo("{\"headers\": {\"k\": [\"a\", \"b\"], \"l\": [\"c\"]}}");
    assertThat(sent("terminate", "KILL", "a"))
        .isEqualTo("{\"task_id\": [\"a\"], \"signal\": \"KILL\"}");
    assertThat(sent("rate_limit", "add", "10/m"))
        .isEqualTo("{\"task_name\": \"add\", \"rate_limit\": \"10/m\"}");
    assertThat(sent("time_limit", "add", "1m", "90"))
        .isEqualTo("{\"task_name\": \"add\", \"soft\": 60.0, \"hard\": 90.0}");
    assertThat(sent("add_consumer", "extra")).isEqualTo("{\"queue\": \"extra\"}");
    assertThat(sent("add_consumer", "extra", "ex", "topic", "key"))
        .isEqualTo(
            "{\"queue\": \"extra\", \"exchange\": \"ex\", \"exchange_type\": \"topic\","
                + " \"routing_key\": \"key\"}");
    assertThat(sent("cancel_consumer", "extra")).isEqualTo("{\"queue\": \"extra\"}");
    assertThat(sent("pool_grow")).isEqualTo("{\"n\": 1}");
    assertThat(sent("pool_shrink", "3")).isEqualTo("{\"n\": 3}");
    assertThat(sent("autoscale", "5", "2")).isEqualTo("{\"max\": 5, \"min\": 2}");
    for (String bare : List.of("enable_events", "disable_events", "heartbeat", "shutdown")) {
      assertThat(sent(bare)).as(bare).isEqualTo("{}");
    }
  }

  /** The arguments that a node gets. */
  private String sent(String... words) {
    try (FakeNodes echo = new FakeNodes(redis, keys)) {
      echo.addEcho("echo@host", words[0]);
      String[] all = Stream.concat(Stream.of("control"), Stream.of(words)).toArray(String[]::new);
      String said = taskq(all);
      assertThat(said).startsWith("exit 0\n--- stdout\necho@host: ");
      return said.lines().skip(2).findFirst().orElseThrow().substring("echo@host: ".length());
    }
  }

  @Test
  void a_rate_over_all_workers_is_kept_in_redis_until_it_is_taken_away() {
    assertThat(taskq("control", "rate_limit", "mail", "10/m", "--global"))
        .isEqualTo(
            """
            exit 0
            --- stdout
            mail: 10/m over all workers of taskq
            --- stderr
            """);
    Map<String, String> rates = redis.ask("look", client -> client.hgetAll(keys.rates()));
    assertThat(rates).isEqualTo(Map.of("mail", "10/m"));

    assertThat(taskq("control", "rate_limit", "mail", "0", "--global"))
        .contains("mail: no rate over all workers any more");
    assertThat(redis.hasKey(keys.rates())).isFalse();
    assertThat(taskq("control", "pool_grow", "--global")).startsWith("exit 2");
  }

  @Test
  void a_revoked_stamp_is_in_redis_even_when_no_node_hears_it() {
    assertThat(taskq("control", "revoke_by_stamped_headers", "batch=7")).startsWith("exit 0");
    assertThat(revoked()).singleElement().asString().endsWith("batch=7");
  }

  @Test
  void a_reply_of_nothing_is_done_and_no_reply_is_an_error() {
    assertThat(taskq("control", "heartbeat", "-t", "0.2")).startsWith("exit 69");
    nodes.add("w1@host", Map.of("heartbeat", "null"));
    assertThat(taskq("control", "heartbeat"))
        .isEqualTo("exit 0\n--- stdout\nw1@host: done\n--- stderr\n");
  }

  private List<String> revoked() {
    return redis.ask("look", client -> client.zrange(keys.revoked(), 0, -1));
  }

  private String taskq(String... args) {
    return new Shell(server, keys, folder).taskq(args);
  }
}
