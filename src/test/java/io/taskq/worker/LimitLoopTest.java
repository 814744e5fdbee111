package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.broker.Delivery;
import io.taskq.message.MessageCodec;
import io.taskq.message.Outgoing;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.task.TaskRegistry;
import io.taskq.task.TimeLimits;
import io.taskq.testing.ManualClock;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits by the clock alone, a step at a time. */
@WithRedis
class LimitLoopTest {

  private static final TimeLimits LIMITS =
      new TimeLimits(Optional.of(Duration.ofSeconds(1)), Optional.of(Duration.ofSeconds(2)));

  private final ManualClock clock = ManualClock.at("2030-01-01T00:00:00Z");
  private final List<String> log = new ArrayList<>();
  private final List<Settlement> settled = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private final List<String> grips = new ArrayList<>();
  private WorkerParts parts;
  private Stops stops;
  private LimitLoop loop;
  private Run run;

  @BeforeEach
  void one_run_of_two_slots(Redis redis, Keys keys) {
    parts = TestParts.of(redis, keys, 2, clock, log::add);
    Results results =
        new Results(keys, Duration.ZERO, false, false, "n@h", TaskRegistry.of(List.of()), clock);
    MessageCodec codec = new MessageCodec(1 << 20, ZoneOffset.UTC);
    stops = new Stops(parts, sizes::add, log::add);
    Follows follows = new Follows(TestWorker.canvas(clock), codec, results, clock);
    Ends ends = new Ends(follows, parts, clock, new Random(1));
    loop = new LimitLoop(parts, ends, stops, settled::add);
    run = new Run(new Delivery("celery", "1", "1", 1, "", false), clock.instant());
    run.decoded(Outgoing.of("add").build());
    parts.slots().take();
    parts.inFlight().add(run);
    run.begin(clock.instant(), LIMITS, new NotedGrip());
  }

  @Test
  void the_soft_limit_is_told_once_and_ends_nothing() {
    clock.advance(Duration.ofMillis(999));
    loop.step();
    assertThat(grips).isEmpty();

    clock.advance(Duration.ofMillis(1));
    loop.step();
    loop.step();

    assertThat(grips).containsExactly("ask");
    assertThat(run.isCancelled()).isTrue();
    assertThat(settled).isEmpty();
  }

  @Test
  void the_hard_limit_ends_the_run_once_and_gives_the_task_no_say() {
    clock.advance(Duration.ofSeconds(2));
    loop.step();
    loop.step();

    assertThat(grips).containsExactly("force");
    assertThat(settled).hasSize(1).allMatch(end -> end instanceof Settlement.Finished);
    assertThat(run.takeEnd()).isFalse();
  }

  @Test
  void a_run_that_lets_go_keeps_its_slot_for_the_next_and_none_is_stuck() {
    clock.advance(Duration.ofSeconds(2));
    loop.step();
    run.letGo();
    assertThat(run.leaveSlot()).isTrue();
    parts.slots().give();

    clock.advance(Stops.GRACE);
    loop.step();

    assertThat(sizes).isEmpty();
    assertThat(stops.stuck()).isZero();
    assertThat(parts.slots().free()).isEqualTo(2);
  }

  @Test
  void a_run_that_holds_on_loses_its_slot_after_the_grace_and_the_pool_grows_until_it_ends() {
    clock.advance(Duration.ofSeconds(2));
    loop.step();
    assertThat(parts.slots().free()).isEqualTo(1);

    clock.advance(Stops.GRACE);
    loop.step();
    assertThat(parts.slots().free()).isEqualTo(2);
    assertThat(stops.stuck()).isEqualTo(1);
    stops.cameBack(run);

    assertThat(stops.stuck()).isZero();
    assertThat(sizes).containsExactly(3, 2);
    assertThat(log).anyMatch(line -> line.contains("Stuck: 1; this: the middle of it"));
  }

  private final class NotedGrip implements Grip {
    @Override
    public void ask() {
      grips.add("ask");
    }

    @Override
    public void force() {
      grips.add("force");
    }

    @Override
    public String where(int calls) {
      return "the middle of it";
    }
  }
}
