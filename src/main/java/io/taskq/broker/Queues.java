package io.taskq.broker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;

/** The queues as people look at them and change them. Thread-safe. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Queues {

  Queues() {}

  /** The names of all queues taskq has seen. */
  public SortedSet<String> names() {
    throw new UnsupportedOperationException();
  }

  /** What a queue holds. Zeros for one nobody has seen. */
  public QueueStats stats(String queue) {
    throw new UnsupportedOperationException();
  }

  /** Stops handing out of a queue; answers whether it was running before. */
  public boolean pause(String queue, String note) {
    throw new UnsupportedOperationException();
  }

  /** Hands out again; answers whether it was paused before. */
  public boolean resume(String queue) {
    throw new UnsupportedOperationException();
  }

  /** Deletes all that waits, ready or delayed; answers how many. What runs or is dead stays. */
  public long purge(String queue) {
    throw new UnsupportedOperationException();
  }

  /** Dead letters, the newest first. */
  public List<DeadLetter> dead(String queue, int limit) {
    throw new UnsupportedOperationException();
  }

  /** Makes dead letters ready again, counted anew; answers how many there were. */
  public int requeue(String queue, List<String> deliveryIds) {
    throw new UnsupportedOperationException();
  }

  /** Deletes dead letters; answers how many there were. */
  public int drop(String queue, List<String> deliveryIds) {
    throw new UnsupportedOperationException();
  }

  /**
   * Looks for a task in all queues: first by its registered id, then through the lists.
   *
   * @param isIt whether a raw message is the task's; asked for every candidate
   */
  public Optional<Found> find(String taskId, Predicate<String> isIt) {
    throw new UnsupportedOperationException();
  }

  /** How long a find may take at most before it gives up. */
  public static final Duration LONGEST_LOOK = Duration.ofSeconds(2);
}
