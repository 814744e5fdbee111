package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look at a living schedule and steer it. */
@WithRedis
class ScheduleSteeringCliTest {

  @TempDir private Path folder;
  private RedisServer server;
  private Keys keys;

  @BeforeEach
  void write_schedule(RedisServer server, Keys keys) throws IOException {
    this.server = server;
    this.keys = keys;
    Files.writeString(
        folder.resolve("schedule.yml"),
        """
        entries:
          nightly: {task: echo, cron: "0 3 * * *", args: [云海], overlap: skip}
          often: {task: echo, every: 6s}
        """);
  }

  @Test
  void an_entry_no_beat_has_seen_is_listed_as_such() {
    Golden.Answer answer = run("schedule", "ls");

    assertThat(answer.err()).startsWith("no beat leads: nothing is fired");
    assertThat(answer.out().lines())
        .hasSize(3)
        .anyMatch(
            line -> line.matches("nightly +cron 0 3 \\* \\* \\* UTC +in .* no beat has seen it"))
        .anyMatch(line -> line.matches("often +every 6s +in 6 s .*"));
  }

  @Test
  void a_run_is_enqueued_at_once_and_listed() {
    String id = run("schedule", "run", "nightly").out().strip();

    assertThat(run("schedule", "run", "nightly", "--id", id).err())
        .startsWith("it was enqueued before");
    assertThat(run("queue", "ls", "--json").out()).contains("\"ready\": 1");
    assertThat(run("schedule", "ls", "--json").out())
        .contains("\"entry\": \"nightly\"", "\"last_id\": \"" + id + "\"");
    assertThat(run("schedule", "history", "nightly").out()).contains(" run ", "no result", id);
    assertThat(run("schedule", "history", "nightly", "--json").out())
        .contains("\"what\": \"run\"", "\"id\": \"" + id + "\"", "\"state\": \"no result\"");
  }

  @Test
  void pause_and_resume_say_what_changed_and_why() {
    assertThat(run("schedule", "pause", "nightly", "--note", "disk full").err())
        .isEqualTo("paused\n");
    assertThat(run("schedule", "pause", "nightly").err()).startsWith("it was paused before");
    run("schedule", "pause", "nightly", "--note", "disk full");

    assertThat(run("schedule", "ls").out()).contains("paused: disk full");
    assertThat(run("schedule", "resume", "nightly").err()).isEqualTo("resumed\n");
    assertThat(run("schedule", "resume", "nightly").err()).isEqualTo("it was not paused\n");
    assertThat(run("schedule", "history", "nightly").out()).contains("paused", "resumed");
  }

  @Test
  void slots_that_are_over_are_backfilled_once() {
    String[] typed = {
      "schedule", "backfill", "nightly", "--from", "2026-03-01T00:00:00Z", "--to", "2026-03-03"
    };

    run(with(typed, "--dry-run")).matches("schedule-backfill-dry.txt");
    assertThat(run("queue", "ls", "--json").out()).contains("\"ready\": 0");
    run(typed).matches("schedule-backfill.txt");
    assertThat(run("queue", "ls", "--json").out()).contains("\"ready\": 2");
    run(typed).matches("schedule-backfill-again.txt");
    run(with(typed, "--most", "1")).matches("schedule-backfill-most.txt");
    assertThat(run(with(typed, "--again")).err()).startsWith("2 enqueued, 0 had been before");
  }

  private static String[] with(String[] typed, String... more) {
    return java.util.stream.Stream.concat(
            java.util.Arrays.stream(typed), java.util.Arrays.stream(more))
        .toArray(String[]::new);
  }

  @Test
  void what_cannot_be_is_refused() {
    run("schedule", "run", "nightli").matches("schedule-run-unknown.txt");
    run("schedule", "pause", "nope").matches("schedule-pause-unknown.txt");
    run("schedule", "history", "nope").matches("schedule-history-unknown.txt");
    run("schedule", "backfill", "often", "--from", "2026-03-01")
        .matches("schedule-backfill-often.txt");
    run("schedule", "backfill", "nightly", "--from", "2026-03-01", "--to", "2126-03-01")
        .matches("schedule-backfill-ahead.txt");
  }

  private Golden.Answer run(String... args) {
    return Golden.with(server, keys).in(folder).run(args);
  }
}
