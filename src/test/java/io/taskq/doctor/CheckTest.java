package io.taskq.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.doctor.Finding.Level;
import io.taskq.redis.RedisUrl;
import io.taskq.redis.ServerFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Each thing that can be wrong is told, with what follows and what to do. */
class CheckTest {

  private static final Map<String, String> SOUND =
      Map.of(
          "redis_version", "7.0.15",
          "role", "master",
          "aof_enabled", "1",
          "appendfsync", "everysec",
          "maxmemory_policy", "noeviction",
          "used_memory", "1000000",
          "total_system_memory", "8000000000",
          "protected-mode", "yes");

  @Test
  void a_sound_server_has_only_good_lines() {
    assertThat(server("redis://127.0.0.1:6379/0"))
        .extracting(Finding::level)
        .containsOnly(Level.OK);
    assertThat(keeping()).extracting(Finding::level).containsOnly(Level.OK);
    assertThat(keeping())
        .extracting(Finding::text)
        .contains("appendonly, synced every second: a power cut loses about one second");
  }

  @Test
  void what_a_power_cut_loses_is_said_in_words() {
    assertThat(keeping("aof_enabled", "0", "save", ""))
        .contains(
            Finding.warn(
                "appendonly is off: a power cut loses every task",
                "redis-cli config set appendonly yes"));
    assertThat(keeping("aof_enabled", "0", "save", "3600 1"))
        .extracting(Finding::text)
        .contains("appendonly is off: a power cut loses all tasks since the last snapshot");
    assertThat(keeping("appendfsync", "no")).anyMatch(each -> each.level() == Level.WARN);
    assertThat(keeping("appendfsync", "always"))
        .extracting(Finding::text)
        .contains("appendonly, synced at once: a power cut loses nothing");
  }

  @Test
  void a_policy_that_evicts_tasks_is_bad_and_one_that_evicts_results_a_warning() {
    assertThat(keeping("maxmemory_policy", "allkeys-lru")).anyMatch(isBad("throws away tasks"));
    assertThat(keeping("maxmemory_policy", "volatile-ttl"))
        .anyMatch(each -> each.level() == Level.WARN && each.text().contains("results"));
  }

  @Test
  void a_server_that_is_full_or_cannot_write_is_bad() {
    assertThat(keeping("maxmemory", "1000001"))
        .anyMatch(isBad("100 % of its memory is used (0 of 0 MB)"));
    assertThat(keeping("maxmemory", "2000000")).noneMatch(isBad("memory"));
    assertThat(keeping("aof_last_write_status", "err")).anyMatch(isBad("appendonly file"));
    assertThat(keeping("rdb_last_bgsave_status", "err")).anyMatch(isBad("last snapshot failed"));
  }

  @Test
  void an_old_server_a_replica_and_an_open_door_are_bad() {
    assertThat(server("redis://localhost:1/0", "redis_version", "6.0.20")).anyMatch(isBad("old"));
    assertThat(server("redis://localhost:1/0", "redis_version", "6.2.0")).noneMatch(isBad("old"));
    assertThat(server("redis://localhost:1/0", "role", "slave")).anyMatch(isBad("replica"));
    assertThat(server("redis://10.1.2.3:1/0")).anyMatch(isBad("no password"));
    assertThat(server("redis://:pw@10.1.2.3:1/0")).noneMatch(isBad("no password"));
    assertThat(server("redis://localhost:1/0", "protected-mode", "no"))
        .anyMatch(isBad("no password"));
    assertThat(server("redis://localhost:1/0", "protected-mode", "no", "bind", "127.0.0.1 -::1"))
        .noneMatch(isBad("no password"));
  }

  @Test
  void a_master_that_may_lose_writes_to_its_replicas_is_warned_of() {
    assertThat(
            server("redis://localhost:1/0", "connected_slaves", "1", "min-replicas-to-write", "0"))
        .extracting(Finding::advice)
        .contains("redis-cli config set min-replicas-to-write 1");
  }

  @Test
  void a_clock_that_is_off_is_warned_of() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(new ClockCheck(now.plusSeconds(1), now).finding().level()).isEqualTo(Level.OK);
    assertThat(new ClockCheck(now.plusSeconds(90), now).finding().text())
        .startsWith("this machine's clock is 90.0 s ahead of that of Redis");
    assertThat(new ClockCheck(now.minusSeconds(90), now).finding().text())
        .startsWith("this machine's clock is 90.0 s behind that of Redis");
  }

  private static Predicate<Finding> isBad(String words) {
    return finding -> finding.level() == Level.BAD && finding.text().contains(words);
  }

  private static List<Finding> server(String url, String... other) {
    return new ServerCheck(RedisUrl.parse(url), facts(other), Duration.ofMillis(1)).findings();
  }

  private static List<Finding> keeping(String... other) {
    return new KeepingCheck(facts(other)).findings();
  }

  private static ServerFacts facts(String... other) {
    Map<String, String> all = new TreeMap<>(SOUND);
    for (int i = 0; i < other.length; i += 2) {
      all.put(other[i], other[i + 1]);
    }
    return new ServerFacts(all);
  }
}
