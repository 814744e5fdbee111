package io.taskq.worker;

import io.taskq.error.TaskqException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntConsumer;

/**
 * Gives a worker more slots while all are busy and work waits, and takes them away when some were
 * idle for half a minute. One thread steps; the range may change from any.
 */
final class Autoscaler {

  private static final Duration BETWEEN_STEPS = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final WorkerParts parts;
  private final IntConsumer resize;
  private Scale scale;
  private Instant busySince;
  private int most;

  /**
   * Makes it.
   *
   * @param resize gives the worker so many slots
   */
  Autoscaler(WorkerParts parts, Scale scale, IntConsumer resize) {
    this.parts = parts;
    this.scale = scale;
    this.resize = resize;
    this.busySince = parts.clock().instant();
  }

  synchronized Scale scale() {
    return scale;
  }

  /** From now on this is the range; slots outside of it come or go at once. */
  synchronized void scale(Scale wanted) {
    scale = wanted;
    int size = parts.slots().size();
    int fitting = Math.clamp(size, wanted.min(), wanted.max());
    if (fitting != size) {
      resize.accept(fitting);
    }
  }

  synchronized Duration step() {
    Instant now = parts.clock().instant();
    int size = parts.slots().size();
    int busy = parts.slots().busy();
    most = Math.max(most, busy);
    if (busy >= size) {
      busySince = now;
      most = busy;
      if (size < scale.max() && isWorkWaiting()) {
        resize.accept(Math.min(scale.max(), size * 2));
      }
    } else if (!now.isBefore(busySince.plus(IDLE))) {
      int needed = Math.clamp(most, scale.min(), scale.max());
      if (needed < size) {
        resize.accept(needed);
      }
      busySince = now;
      most = busy;
    }
    return BETWEEN_STEPS;
  }

  private boolean isWorkWaiting() {
    try {
      return parts.consumed().names().stream()
          .anyMatch(queue -> parts.broker().queues().stats(queue).readyTotal() > 0);
    } catch (TaskqException e) {
      // The claim notices the same, and says so.
      return false;
    }
  }
}
