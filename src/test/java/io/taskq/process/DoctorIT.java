package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.Command.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.util.SafeEncoder;

/** The users that doctor describes can do their work, and nothing else. */
@Timeout(120)
class DoctorIT extends AtSite {

  @Test
  void each_role_has_the_rights_it_needs() {
    Stream.of("worker", "producer", "beat", "monitor").forEach(this::makeUser);
    site.write("schedule.yml", "entries:\n  tick: {task: echo, every: 1s, args: [tick]}\n");

    TaskqProcess beat = site.startTaskq("--broker", as("beat"), "beat");
    TaskqProcess worker = site.worker("--broker", as("worker"), "-c", "2");
    Outcome five =
        site.taskq("--broker", as("producer"), "enqueue", "add", "--args", "[2, 3]", "--wait");
    String later =
        site.taskq("--broker", as("producer"), "enqueue", "echo", "--arg", "hi", "--countdown", "1")
            .out();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> site.taskq("--broker", as("monitor"), "result", later.strip()).exitCode() == 0);
    Outcome active = site.taskq("--broker", as("monitor"), "inspect", "active");
    Outcome queues = site.taskq("--broker", as("monitor"), "queue", "ls");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> worker.err().contains("echo[") || worker.out().contains("tick"));
    beat.signal("TERM");
    worker.signal("TERM");

    assertThat(five).returns(0, Outcome::exitCode).returns("5\n", Outcome::out);
    assertThat(active.exitCode()).isZero();
    assertThat(queues.exitCode()).isZero();
    assertThat(refusals()).isEmpty();
  }

  @Test
  void a_producer_cannot_take_what_is_not_its_own() {
    makeUser("producer");
    site.enqueue("add", "--args", "[2, 3]");

    Outcome purge = site.taskq("--broker", as("producer"), "purge", "-f");

    assertThat(purge.exitCode()).isNotZero();
    assertThat(purge.err()).contains("doctor --acl");
    try (Redis redis = Redis.connect(RedisUrl.parse(as("producer")), RedisOptions.forCommand())) {
      assertThat(catchThrowable(() -> redis.ask("steal", client -> client.rpop("celery"))))
          .hasMessageContaining("refuses this user");
    }
  }

  @Test
  void doctor_names_the_rights_a_user_lacks() {
    acl("SETUSER", "poor", "on", ">PASSWORD", "~*", "&*", "+@all", "-zadd", "-blmove");

    Outcome outcome = site.taskq("--broker", as("poor").replace("taskq-", ""), "doctor");

    // Before 7.0 no server could be asked.
    boolean canTell = Integer.parseInt(site.redis().version().split("\\.", -1)[0]) >= 7;
    assertThat(outcome.out())
        .contains(
            canTell
                ? "warn  user poor may not run BLMOVE, ZADD: a worker needs them\n"
                    + "        taskq doctor --acl worker prints"
                : "ok    the rights of this user cannot be asked for");
  }

  private void makeUser(String role) {
    String rule = site.taskq("doctor", "--acl", role).out().strip();
    List<String> words = Stream.of(rule.split(" ")).map(word -> word.replace("'", "")).toList();
    assertThat(words.subList(0, 2)).containsExactly("ACL", "SETUSER");
    acl(words.subList(1, words.size()).toArray(String[]::new));
  }

  private String as(String role) {
    return server.url().replace("redis://", "redis://taskq-" + role + ":PASSWORD@");
  }

  private Object acl(String... words) {
    CommandArguments command = new CommandArguments(Protocol.Command.ACL);
    Stream.of(words).forEach(command::add);
    return site.redis().ask("acl", client -> client.executeCommand(command));
  }

  /** What Redis has refused to anybody. */
  private List<String> refusals() {
    return ((List<?>) acl("LOG"))
        .stream().map(entry -> String.valueOf(SafeEncoder.encodeObject(entry))).toList();
  }
}
