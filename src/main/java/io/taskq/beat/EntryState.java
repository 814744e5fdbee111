package io.taskq.beat;

import java.time.Instant;
import java.util.Optional;

/**
 * Where an entry stands, for people to see.
 *
 * @param anchor since when beats know it as it is; empty when none has seen it
 * @param last the slot fired or passed over last
 * @param run id of the task enqueued last
 * @param ran when that was
 * @param count how often it was fired
 * @param paused since when it is paused
 * @param note why
 * @param resumed when the last pause ended
 * @param waiting the slot that is fired when the last run is over
 */
public record EntryState(
    Optional<Instant> anchor,
    Optional<Instant> last,
    Optional<String> run,
    Optional<Instant> ran,
    long count,
    Optional<Instant> paused,
    String note,
    Optional<Instant> resumed,
    Optional<Instant> waiting) {

  /** Whether any beat, or a person, has had to do with it. */
  public boolean isKnown() {
    return anchor.isPresent() || paused.isPresent() || run.isPresent();
  }

  /**
   * The next slot, as far as the state tells.
   *
   * @param otherwise from when on slots count of an entry no beat has seen
   */
  public Optional<Instant> next(Entry entry, Instant otherwise) {
    Instant since = anchor.orElse(otherwise);
    if (entry.rules().limit().filter(limit -> count >= limit).isPresent()) {
      return Optional.empty();
    }
    Instant after = later(later(since, last.orElse(since)), resumed.orElse(since));
    return entry.anchoredAt(since).schedule().next(after);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
