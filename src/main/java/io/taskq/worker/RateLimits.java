package io.taskq.worker;

import io.taskq.broker.Broker;
import io.taskq.error.TaskqException;
import io.taskq.loop.Outage;
import io.taskq.task.Rate;
import io.taskq.task.Task;
import io.taskq.task.TaskRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Which rate holds for a task: one over all workers before one that somebody set here while the
 * worker runs, before the task's, before the settings'. Thread-safe.
 */
final class RateLimits {

  /** What is due is promoted each second, and claimed then. */
  private static final Duration WAY_BACK = Duration.ofSeconds(2);

  private final TaskRegistry tasks;
  private final Optional<Rate> otherwise;
  private final Broker broker;
  private final Outage outage;
  private final InstantSource clock;
  private final Map<String, Optional<Rate>> set = new ConcurrentHashMap<>();
  private final Map<String, Turns> turns = new ConcurrentHashMap<>();
  private final AtomicReference<Instant> lastDue = new AtomicReference<>(Instant.EPOCH);
  private volatile Map<String, Rate> everywhere = Map.of();
  private volatile boolean changed;

  /**
   * Makes them.
   *
   * @param otherwise for tasks that do not say
   */
  RateLimits(
      TaskRegistry tasks,
      Optional<Rate> otherwise,
      Broker broker,
      Outage outage,
      InstantSource clock) {
    this.tasks = tasks;
    this.otherwise = otherwise;
    this.broker = broker;
    this.outage = outage;
    this.clock = clock;
  }

  /** The rate of a task in this worker, or over all. */
  Optional<Rate> of(Task task) {
    return Optional.ofNullable(everywhere.get(task.name())).or(() -> own(task));
  }

  private Optional<Rate> own(Task task) {
    return set.getOrDefault(task.name(), task.options().rate().or(() -> otherwise));
  }

  /** From now on this holds for the task, until the worker ends. False when it is unknown. */
  boolean set(String task, Optional<Rate> rate) {
    boolean known = tasks.find(task).isPresent();
    if (known) {
      set.put(task, rate);
      turns.remove(task);
      change();
    }
    return known;
  }

  /**
   * How long the task has to wait before it may ask again; zero when it may run.
   *
   * @throws TaskqException.Unavailable when the rate is over all workers and Redis is away
   */
  Duration wait(Task task, boolean returning) {
    Duration wait = untilTurn(task, returning);
    if (!wait.isZero()) {
      Instant due = clock.instant().plus(wait);
      lastDue.accumulateAndGet(due, (one, other) -> one.isAfter(other) ? one : other);
    }
    return wait;
  }

  /** Whether something that was put off here has still to come back. */
  boolean owesTurns() {
    return clock.instant().isBefore(lastDue.get().plus(WAY_BACK));
  }

  private Duration untilTurn(Task task, boolean returning) {
    Rate over = everywhere.get(task.name());
    if (over != null) {
      return broker.rates().take(task.name(), over.between(), returning);
    }
    Optional<Rate> rate = own(task);
    return rate.map(some -> turns(task, some).take(clock.instant(), returning))
        .orElse(Duration.ZERO);
  }

  private Turns turns(Task task, Rate rate) {
    return turns.computeIfAbsent(task.name(), name -> new Turns(rate.between()));
  }

  /** Learns the rates over all workers. */
  void refresh() {
    Map<String, Rate> now = new HashMap<>();
    broker
        .rates()
        .all()
        .forEach((task, text) -> rate(task, text).ifPresent(rate -> now.put(task, rate)));
    if (!now.equals(everywhere)) {
      everywhere = Map.copyOf(now);
      change();
    }
  }

  /** What was put off is called back, to be judged anew. */
  private void change() {
    changed = true;
    lastDue.set(clock.instant());
  }

  /** Whether any rate changed since this was last asked. */
  boolean takeChange() {
    boolean was = changed;
    changed = false;
    return was;
  }

  private Optional<Rate> rate(String task, String text) {
    try {
      return Rate.parse(text);
    } catch (IllegalArgumentException e) {
      // Written by another version or another program; said once, and no reason to stop.
      outage.refused("the rate of " + task + " over all workers cannot be read");
      return Optional.empty();
    }
  }
}
