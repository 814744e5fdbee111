package io.taskq.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.Command;
import io.taskq.testing.Command.Running;
import io.taskq.testing.RedisServer;
import io.taskq.testing.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three beats as processes, the leader killed or frozen again and again: the queue is the ledger.
 * Ten minutes with {@code -Dtaskq.storm=true}, else ten seconds with a short lease.
 */
class BeatIT {

  private static final boolean LONG = Boolean.getBoolean("taskq.storm");
  private static final int BEATS = 3;
  private static final int ENTRIES = 100;
  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("beat.seconds", LONG ? 600 : 10));
  private static final Duration LEASE = Duration.ofSeconds(LONG ? 6 : 2);
  private static final Duration BETWEEN = Duration.ofSeconds(LONG ? 20 : 4);
  private static final Duration FROZEN = Duration.ofSeconds(LONG ? 15 : 3);
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration LATEST = Duration.ofSeconds(8);

  private final Keys keys = new Keys("", 0);
  private final MessageCodec codec = new MessageCodec(1_000_000, Entries.UTC);
  private final Random random = new Random(Seed.get());
  private final List<Running> beats = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void every_slot_is_fired_once_though_leaders_are_killed_and_frozen() throws IOException {
    write_schedule();
    try (RedisServer server = RedisServer.start();
        Redis redis = Redis.connect(RedisUrl.parse(server.url()), RedisOptions.forCommand())) {
      LivingSchedule living = new LivingSchedule(redis, keys, "default");
      for (int i = 0; i < BEATS; i++) {
        beats.add(beat(server));
      }
      await().atMost(START).until(() -> living.names().size() == ENTRIES);
      Instant end = redis.time().plus(LENGTH);
      boolean kills = random.nextBoolean();
      for (Instant next = redis.time(); next.isBefore(end); next = next.plus(BETWEEN)) {
        Instant moment = next;
        await().atMost(START).until(() -> !redis.time().isBefore(moment));
        hurt(server, living, kills);
        kills = LONG ? random.nextBoolean() : !kills;
      }
      await().atMost(START).until(() -> redis.time().isAfter(end));
      settle(living, redis);

      assert_each_slot_once(redis, living);
    }
  }

  private void hurt(RedisServer server, LivingSchedule living, boolean kills) {
    await().atMost(START).until(() -> living.leader().isPresent());
    long pid = Long.parseLong(living.leader().orElseThrow().owner().split(":", -1)[1]);
    Running leader =
        beats.stream().filter(beat -> beat.process().pid() == pid).findFirst().orElseThrow();
    if (kills) {
      leader.process().destroyForcibly();
      beats.remove(leader);
      beats.add(beat(server));
    } else {
      signal("STOP", pid);
      Instant thaw = Instant.now().plus(FROZEN);
      await().atMost(START).until(() -> Instant.now().isAfter(thaw));
      signal("CONT", pid);
    }
  }

  private static void signal(String name, long pid) {
    assertThat(Command.of("kill", "-" + name, Long.toString(pid)).run().exitCode()).isZero();
  }

  /** Until one beat has fired all that was due, and the others have gone. */
  private void settle(LivingSchedule living, Redis redis) {
    Instant now = redis.time();
    await()
        .atMost(START)
        .until(
            () ->
                living.states(List.copyOf(living.names())).stream()
                    .allMatch(state -> state.last().filter(now::isBefore).isPresent()));
    // One that was started last may not know the signal so far.
    beats.forEach(beat -> await().atMost(START).until(() -> said(beat).contains("ready.")));
    beats.forEach(beat -> beat.process().destroy());
    beats.forEach(beat -> assertThat(beat.outcome().exitCode()).isZero());
  }

  private static String said(Running beat) throws IOException {
    return Files.readString(beat.err());
  }

  private void assert_each_slot_once(Redis redis, LivingSchedule living) {
    List<Message> messages =
        redis.ask("test", client -> client.lrange(keys.queue("celery").list(0), 0, -1)).stream()
            .map(this::decode)
            .toList();
    assertThat(messages).extracting(Message::id).doesNotHaveDuplicates();
    Map<String, List<Instant>> fired =
        messages.stream()
            .collect(
                Collectors.groupingBy(
                    message -> "e" + message.args().get(0).asLong().orElseThrow(),
                    Collectors.mapping(BeatIT::slot, Collectors.toList())));
    for (String entry : living.names()) {
      EntryState state = living.states(List.of(entry)).getFirst();
      assertThat(fired.get(entry)).hasSize(slots(state).size());
      assertThat(Set.copyOf(fired.get(entry))).isEqualTo(slots(state));
    }
    Duration late =
        messages.stream()
            .map(message -> Duration.between(slot(message), message.sent().orElseThrow()))
            .max(Duration::compareTo)
            .orElseThrow();
    System.out.printf(
        "%,d slots, each once; the latest %d ms late%n", messages.size(), late.toMillis());
    if (LONG) {
      assertThat(late).isLessThanOrEqualTo(LATEST);
    }
  }

  private static Set<Instant> slots(EntryState state) {
    Set<Instant> slots = new TreeSet<>();
    Instant slot = state.anchor().orElseThrow().plusSeconds(1);
    while (!slot.isAfter(state.last().orElseThrow())) {
      slots.add(slot);
      slot = slot.plusSeconds(1);
    }
    return slots;
  }

  private static Instant slot(Message message) {
    return Instant.parse(message.headers().textOf("taskq_slot").orElseThrow());
  }

  private Message decode(String raw) {
    try {
      return codec.decode(raw);
    } catch (Undecodable e) {
      throw new AssertionError(raw, e);
    }
  }

  private void write_schedule() throws IOException {
    StringBuilder text = new StringBuilder("entries:\n");
    for (int i = 0; i < ENTRIES; i++) {
      // A slow machine may take longer to take over than what counts as missed.
      text.append("  e%d: {task: echo, every: 1s, args: [%d], misfire: all}%n".formatted(i, i));
    }
    Files.writeString(folder.resolve("schedule.yml"), text);
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
        .with(Map.of("TASKQ_BROKER", server.url(), "TASKQ_BEAT_LEASE", LEASE.toSeconds() + "s"))
        .in(folder)
        .start();
  }
}
