package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Command.Outcome;
import io.taskq.testing.FaultProxy;
import io.taskq.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person or a supervisor is told while Redis is away, or answers and is not heard. */
@Timeout(120)
class ProducerAwayIT {

  /** Far beyond what a command may wait for Redis, and far below for ever. */
  private static final Duration DEADLINE = Duration.ofSeconds(25);

  @TempDir private Path folder;
  private RedisServer server;
  private FaultProxy proxy;
  private Site site;

  @BeforeEach
  void open() {
    server = RedisServer.start("--maxmemory-policy", "noeviction");
    proxy = FaultProxy.before(server);
    site = new Site(folder, server).set("TASKQ_BROKER", proxy.url());
  }

  @AfterEach
  void close() {
    site.close();
    proxy.close();
    server.close();
  }

  @Test
  void a_lost_reply_is_an_unknown_outcome_and_the_line_it_names_enqueues_once() {
    proxy.lose((script, nth) -> script.equals("enqueue_now") && nth == 1);

    Outcome lost = site.taskq("enqueue", "echo", "--arg", "two words");

    assertThat(lost.exitCode()).isEqualTo(75);
    assertThat(lost.out()).isEmpty();
    assertThat(lost.err().lines()).hasSize(2);
    String line = lost.err().substring(lost.err().indexOf(": taskq ") + 2).strip();
    assertThat(line).startsWith("taskq enqueue echo --arg 'two words' --id ");
    Outcome repeated = site.shell(line);
    assertThat(repeated.exitCode()).as(repeated.err()).isZero();
    assertThat(line).endsWith(repeated.out().strip());
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void a_reply_lost_within_a_file_names_the_lines_and_what_to_type() {
    proxy.lose((script, nth) -> script.equals("enqueue_now") && nth == 1);
    String orders = "{\"task\": \"echo\"}\n".repeat(4);
    String file = site.write("orders.jsonl", orders).toString();

    Outcome lost = site.taskq("enqueue", "--from", file);

    assertThat(lost.exitCode()).as(lost.err()).isEqualTo(75);
    assertThat(lost.out()).isEmpty();
    assertThat(lost.err()).contains("lines 1 to 4", "Enqueued so far: 0.");
    String line = lost.err().strip().lines().toList().getLast().strip();
    assertThat(line).startsWith("taskq enqueue --from " + file + " --resume ");
    Outcome repeated = site.shell(line);
    assertThat(repeated.exitCode()).as(repeated.err()).isZero();
    assertThat(repeated.out().lines()).hasSize(4).doesNotHaveDuplicates();
    assertThat(waiting()).isEqualTo(4);
  }

  @Test
  void a_redis_that_is_gone_is_said_at_once() {
    server.kill9();

    assertThat(within(() -> site.taskq("enqueue", "echo")).exitCode()).isEqualTo(69);
    Outcome health = within(() -> site.taskq("health"));
    assertThat(health.exitCode()).isEqualTo(4);
    assertThat(health.out()).contains("does not answer");
  }

  @Test
  void a_redis_that_stands_still_hangs_nobody() {
    server.pause();

    Outcome enqueue = within(() -> site.taskq("enqueue", "echo"));
    Outcome health = within(() -> site.taskq("health", "--live"));
    server.resume();

    assertThat(enqueue.exitCode()).as(enqueue.err()).isIn(69, 75);
    assertThat(enqueue.err()).contains("does not answer");
    assertThat(health.exitCode()).isEqualTo(4);
    assertThat(health.out()).contains("does not answer");
    assertThat(site.taskq("health", "--live").out()).isEqualTo("ok\n");
  }

  @Test
  void a_full_redis_is_called_full() {
    site.redis().ask("test", client -> client.configSet("maxmemory", "1"));

    Outcome refused = site.taskq("enqueue", "echo", "--arg", "x".repeat(2_000));

    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.err()).contains("is full", "Raise its maxmemory");
    assertThat(waiting()).isZero();
  }

  @Test
  void a_key_of_another_kind_is_named() {
    site.redis().ask("test", client -> client.set("celery", "not ours"));

    Outcome refused = site.taskq("enqueue", "echo");

    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.err()).contains("the key 'celery' is a string, not a list");
  }

  private long waiting() {
    return site.redis().ask("look", client -> client.llen("celery"));
  }

  private static Outcome within(Supplier<Outcome> command) {
    long began = System.nanoTime();
    Outcome outcome = command.get();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf("Redis away: answered %d after %d ms%n", outcome.exitCode(), took.toMillis());
    assertThat(took).isLessThan(DEADLINE);
    return outcome;
  }
}
