package io.taskq.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.Command;
import io.taskq.testing.Command.Running;
import io.taskq.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two beats as processes, one of them killed: the queue is the ledger. */
class BeatIT {

  private static final int ENTRIES = 20;
  private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("beat.seconds", 15));
  private static final Pattern ID = Pattern.compile("\"id\": \"([^\"]+)\"");

  private final Keys keys = new Keys("", 0);

  @TempDir private Path folder;

  @Test
  void every_slot_is_fired_once_though_the_leader_is_killed() throws IOException {
    write_schedule();
    try (RedisServer server = RedisServer.start();
        Redis redis = Redis.connect(RedisUrl.parse(server.url()), RedisOptions.forCommand())) {
      Running first = beat(server);
      await().atMost(Duration.ofSeconds(60)).until(() -> text(first).contains("this beat leads"));
      Running second = beat(server);
      await().atMost(Duration.ofSeconds(60)).until(() -> text(second).contains("stands by"));
      Instant start = redis.time();

      await().atMost(LENGTH).until(() -> redis.time().isAfter(start.plus(LENGTH.dividedBy(3))));
      first.process().destroyForcibly();
      await().atMost(LENGTH).until(() -> text(second).contains("this beat leads"));
      await().atMost(LENGTH).until(() -> redis.time().isAfter(start.plus(LENGTH)));
      second.process().destroy();
      int exitCode = second.outcome().exitCode();
      first.outcome();

      assertThat(exitCode).isZero();
      assert_each_slot_once(redis);
    }
  }

  private void write_schedule() throws IOException {
    StringBuilder text = new StringBuilder("entries:\n");
    for (int i = 0; i < ENTRIES; i++) {
      text.append("  e%d: {task: echo, every: 1s, args: [%d]}%n".formatted(i, i));
    }
    Files.writeString(folder.resolve("schedule.yml"), text);
  }

  private void assert_each_slot_once(Redis redis) {
    List<String> ids = new ArrayList<>();
    for (String raw :
        redis.ask("test", client -> client.lrange(keys.queue("celery").list(0), 0, -1))) {
      Matcher id = ID.matcher(raw);
      assertThat(id.find()).isTrue();
      ids.add(id.group(1));
    }
    long expected = 0;
    for (int i = 0; i < ENTRIES; i++) {
      String entry = keys.beat("default", "entry:e" + i);
      long anchor = Long.parseLong(redis.ask("test", client -> client.hget(entry, "anchor")));
      long last = Long.parseLong(redis.ask("test", client -> client.hget(entry, "last")));
      // Each slot up to the last one; and the last one is as young as the test.
      expected += (last - anchor) / 1000;
      assertThat(last - anchor).isGreaterThanOrEqualTo(LENGTH.minusSeconds(2).toMillis());
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(Math.toIntExact(expected));
  }

  private Running beat(RedisServer server) {
    return Command.of(
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "io.taskq.cli.Main",
            "beat",
            "--schedule",
            "schedule.yml")
        .with(Map.of("TASKQ_BROKER", server.url()))
        .in(folder)
        .start();
  }

  private static String text(Running beat) throws IOException {
    Predicate<String> ours = line -> !line.isBlank();
    return String.join("\n", Files.readAllLines(beat.err()).stream().filter(ours).toList());
  }
}
