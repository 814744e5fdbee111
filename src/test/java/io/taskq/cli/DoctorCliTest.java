package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What doctor says, in words, as JSON and by its exit code. */
@WithRedis
class DoctorCliTest {

  @Test
  void nothing_bad_is_0_and_what_waits_unserved_is_a_warning(RedisServer server, Keys keys) {
    Golden.with(server, keys).run("enqueue", "add");

    Golden.Answer answer = Golden.with(server, keys).run("doctor");

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out())
        .containsPattern("ok {4}Redis [0-9.]+ at 127.0.0.1:[0-9]+, answered in [0-9.]+ ms\n")
        .contains("warn  queue celery: 1 ready, and no taskq worker serves it\n")
        .contains("        taskq worker -Q celery\n");
  }

  @Test
  void what_a_dead_worker_of_celery_held_is_bad_until_it_is_adopted(
      RedisServer server, Redis redis, Keys keys) {
    hold(redis, keys, Duration.ofHours(3));

    Golden.Answer bad = Golden.with(server, keys).run("doctor");
    Golden.with(server, keys).run("admin", "adopt-unacked", "--dry-run").matches("adopt-dry.txt");
    Golden.with(server, keys).run("admin", "adopt-unacked", "-j").matches("adopt-json.txt");
    Golden.with(server, keys).run("admin", "adopt-unacked").matches("adopt-none.txt");
    Golden.with(server, keys)
        .run("admin", "adopt-unacked", "--older-than", "soon")
        .matches("adopt-wrong.txt");

    assertThat(bad.exitCode()).isEqualTo(4);
    assertThat(bad.out())
        .contains("bad   1 task lies in Celery's unacked for 3 h: their worker is gone\n")
        .contains("        taskq admin adopt-unacked --older-than 2h\n");
    assertThat(Golden.with(server, keys).run("doctor").exitCode()).isZero();
    assertThat(Golden.with(server, keys).run("queue", "ls").out()).containsPattern("celery +1 ");
  }

  @Test
  void fix_puts_back_what_stands_nowhere(RedisServer server, Redis redis, Keys keys) {
    Golden.with(server, keys).run("enqueue", "add");
    String messages = keys.queue("celery").messages();
    redis.ask("plant", client -> client.hset(messages, "7", "{\"body\": \"lost\"}"));

    Golden.Answer bad = Golden.with(server, keys).run("doctor", "--json");
    Golden.Answer fixed = Golden.with(server, keys).run("doctor", "--fix");

    assertThat(bad.exitCode()).isEqualTo(4);
    assertThat(bad.out())
        .contains("{\"level\": \"bad\", \"text\": \"queue celery: 1 stand nowhere")
        .contains("\"advice\": \"taskq doctor --fix\"}");
    assertThat(fixed.exitCode()).isZero();
    assertThat(fixed.err()).isEqualTo("queue celery: 1 made ready that stood nowhere\n");
  }

  @Test
  void the_rights_of_a_role_are_printed_without_asking_redis() {
    Golden.alone()
        .variable("TASKQ_BROKER", "redis://127.0.0.1:1/2")
        .run("doctor", "--acl", "producer")
        .matches("doctor-acl-producer.txt");
    Golden.alone().run("doctor", "--acl", "king").matches("doctor-acl-wrong.txt");
  }

  private static void hold(Redis redis, Keys keys, Duration age) {
    String held = "[{\"body\": \"x\", \"properties\": {}}, \"\", \"celery\"]";
    long since = redis.time().minus(age).getEpochSecond();
    redis.ask("hold", client -> client.hset(keys.unacked(), "tag", held));
    redis.ask("hold", client -> client.zadd(keys.unackedIndex(), (double) since, "tag"));
  }
}
