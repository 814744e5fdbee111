package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.taskq.redis.Script;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random operations with crashes, lost replies and kills of Redis: nothing acknowledged is lost,
 * and nothing is finished twice. Faults planted in the scripts show that it would be seen.
 */
class BrokerModelTest {

  private static final boolean STORM = Boolean.getBoolean("taskq.storm");
  private static final int STEPS = STORM ? 20_000 : 1_200;
  private static final int KILLS = STORM ? 30 : 3;

  @ParameterizedTest
  @MethodSource("seeds")
  void nothing_is_lost_and_nothing_is_finished_twice(long seed) {
    try (var model = new BrokerModel(seed, Scripts.asWritten())) {
      Ledger ledger = model.run(STEPS, KILLS);

      System.out.printf("model seed=%d steps=%d %s%n", seed, STEPS, ledger);
      assertThat(ledger.finished.size()).isGreaterThan(STEPS / 20);
      assertThat(ledger.stale).as("late owners").isPositive();
      assertThat(ledger.redelivered).isPositive();
    }
  }

  static LongStream seeds() {
    return LongStream.range(1, STORM ? 11 : 3);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_planted_fault_is_found(Fault fault) {
    Throwable found = null;
    int seed = 0;
    while (found == null && ++seed <= 5) {
      found = runWith(fault, seed);
    }

    assertThat(found).as("what the fault '%s' led to", fault.name).isNotNull();
    String why = String.valueOf(found.getMessage()).strip().lines().findFirst().orElse("");
    System.out.printf("fault '%s' found with seed %d: %s%n", fault.name, seed, why);
  }

  private static Throwable runWith(Fault fault, int seed) {
    try (var model = new BrokerModel(seed, Scripts.edited(fault::plant))) {
      return catchThrowable(() -> model.run(1_500, 0));
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault("no check of the fence", "finish", "if holder == fence then", "if true then"),
        new Fault(
            "no check of the fence in a batch",
            "finish_many",
            "answers[n] = holder == ARGV[4 * n] and 1 or holder and -1 or 0",
            "answers[n] = holder and 1 or 0"),
        new Fault("reap keeps the old fence", "reap", "'%d|0|%d||", "'%d|' .. fence .. '|%d||"),
        new Fault("claim without a lease", "claim", "redis.call('ZADD', leased,", "local _ = ("),
        new Fault(
            "a fence of 14 digits", "claim", "string.format('%.0f', number)", "tostring(number)"),
        new Fault("no replay of a claim", "claim", "if last == claim then", "if false then"),
        new Fault(
            "a claim that forgets the message",
            "claim",
            "if #new_messages > 0 then",
            "if false then"),
        new Fault(
            "promote leaves it delayed", "promote", "redis.call('ZREM', delayed, id)", "local _"),
        new Fault(
            "a registered task id comes twice",
            "enqueue",
            "redis.call('EXISTS', same_id) == 1",
            "false"),
        new Fault(
            "a registered task id for now comes twice",
            "enqueue_now",
            "redis.call('SET', KEYS[n], '1', 'PX', ttl, 'NX')",
            "true"));
  }

  @Test
  void every_fault_changes_its_script() {
    assertThat(faults())
        .allSatisfy(
            fault -> {
              String source = Script.source(Scripts.class, fault.script);
              assertThat(fault.plant(fault.script, source)).isNotEqualTo(source);
            });
  }

  /** A text of a script, and what a careless hand would write instead. */
  record Fault(String name, String script, String written, String instead) {
    String plant(String scriptName, String source) {
      return scriptName.equals(script) ? source.replace(written, instead) : source;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
