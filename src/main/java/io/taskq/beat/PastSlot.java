package io.taskq.beat;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a slot, or of its entry.
 *
 * @param slot the moment it was due
 * @param at when it happened
 * @param detail a task id or why
 */
public record PastSlot(Instant slot, Instant at, What what, String detail) {

  /** What became of it. */
  public enum What {
    FIRED,
    /** A person asked for it. */
    RUN,
    /** A person asked for it, after its time. */
    BACKFILL,
    /** It came while nobody was there. */
    MISSED,
    /** The run before was not over. */
    SKIPPED,
    /** It waited for the run before. */
    WAITS,
    /** The entry was paused. */
    PAUSED,
    /** The pause ended. */
    RESUMED
  }

  static PastSlot parse(String line) {
    String[] parts = line.split("\\|", 4);
    return new PastSlot(
        Instant.ofEpochMilli(Long.parseLong(parts[0])),
        Instant.ofEpochMilli(Long.parseLong(parts[1])),
        What.valueOf(parts[2]),
        parts[3]);
  }

  /** The task that was enqueued, if one was. */
  public Optional<String> taskId() {
    return switch (what) {
      case FIRED, RUN, BACKFILL -> Optional.of(detail);
      default -> Optional.empty();
    };
  }
}
