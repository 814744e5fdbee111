package io.taskq.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether Redis is away, and since when. It is said once when it goes and once when it is back, by
 * however many loops it is noticed; and what Redis refuses is said now and then. Thread-safe.
 */
public final class Outage {

  /** A refusal lasts until a person acts: a line for each try would bury the log. */
  private static final Duration BETWEEN_REFUSALS = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Consumer<String> say;
  private Optional<Instant> since = Optional.empty();
  private final Map<String, Instant> refusals = new HashMap<>();

  public Outage(InstantSource clock, Consumer<String> say) {
    this.clock = clock;
    this.say = say;
  }

  /** Notes that Redis did not answer. Only the first note of an outage is said. */
  public synchronized void down(String reason) {
    if (since.isEmpty()) {
      since = Optional.of(clock.instant());
      say.accept(reason + ", trying again");
    }
  }

  /** Notes that Redis answered, and refused: others of its keys may be all right. */
  public synchronized void refused(String reason) {
    Instant now = clock.instant();
    refusals.values().removeIf(said -> !now.isBefore(said.plus(BETWEEN_REFUSALS)));
    if (refusals.putIfAbsent(reason, now) == null) {
      say.accept(reason + ", trying again");
    }
  }

  public synchronized boolean isDown() {
    return since.isPresent();
  }

  /**
   * Notes that Redis answered.
   *
   * @param rest what to add to the sentence that says so
   */
  public synchronized void up(String rest) {
    if (since.isPresent()) {
      Duration away = Duration.between(since.get(), clock.instant());
      since = Optional.empty();
      say.accept("Redis is back after %.1f s%s".formatted(away.toMillis() / 1000.0, rest));
    }
  }
}
