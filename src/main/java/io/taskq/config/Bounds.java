package io.taskq.config;

import io.taskq.config.Timing.Word;
import java.util.List;
import java.util.Optional;

/**
 * What bounds an entry of a schedule, as it was written.
 *
 * @param start the first moment that counts
 * @param end the last one
 * @param limit how often it is fired at most
 * @param exclude days without slots
 */
public record Bounds(
    Optional<Word> start, Optional<Word> end, Optional<Integer> limit, List<Word> exclude) {

  /** No bounds. */
  public static final Bounds NONE =
      new Bounds(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  /** Whether slots of all times count. */
  public boolean isOpen() {
    return start.isEmpty() && end.isEmpty() && exclude.isEmpty();
  }
}
