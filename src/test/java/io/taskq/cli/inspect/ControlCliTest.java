package io.taskq.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    assertThat(taskq("control", "dance"))
        .startsWith("exit 2")
        .contains("this version of taskq does not have it", "revoke terminate time_limit");
  }

  private List<String> revoked() {
    return redis.ask("look", client -> client.zrange(keys.revoked(), 0, -1));
  }

  private String taskq(String... args) {
    return new Shell(server, keys, folder).taskq(args);
  }
}
