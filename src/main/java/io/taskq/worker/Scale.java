package io.taskq.worker;

import io.taskq.error.TaskqException;
import java.util.Optional;

/**
 * Between how many slots a worker has.
 *
 * @param max the most
 * @param min the fewest, at least 1
 */
public record Scale(int max, int min) {

  static final int MOST = 10_000;

  public Scale {
    if (min < 1 || max < min || max > MOST) {
      throw new TaskqException.Invalid(
          "slots from %d to %d are no range".formatted(min, max),
          "a worker has at least one slot, and at most %,d".formatted(MOST),
          "Give the greater number first: MAX,MIN.");
    }
  }

  /** A range that may begin at 0, as Celery's may: one slot stays all the same. */
  public static Scale of(int max, int min) {
    return new Scale(max, Math.max(1, min));
  }

  /** With other ends; one that is not given gives way where it must. */
  Scale with(Optional<Integer> otherMax, Optional<Integer> otherMin) {
    int high = otherMax.orElse(Math.max(max, otherMin.orElse(max)));
    return of(high, otherMin.orElse(Math.min(min, high)));
  }
}
