package io.taskq.testing;

import io.taskq.task.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one attempt of a task ended, and what it did meanwhile.
 *
 * @param number 1 for the first
 * @param result its value as a client reads it: null, String, Long, BigInteger, Double, Boolean,
 *     List or Map; null unless it succeeded
 * @param failure what it threw, as {@code IOException: disk full}; empty when it succeeded
 * @param retryIn how long until the next attempt; empty when it was the last
 * @param enqueued what it wanted enqueued
 * @param progress what it said of its progress, as {@code 50.0 half}
 * @param log its lines, as {@code INFO greets yun}
 */
public record Attempt(
    int number,
    End end,
    Object result,
    Optional<String> failure,
    Optional<Duration> retryIn,
    List<Call> enqueued,
    List<String> progress,
    List<String> log) {

  /** How an attempt can end. */
  public enum End {
    SUCCESS,
    /** Another attempt follows. */
    RETRY,
    FAILURE,
    /** It threw {@link io.taskq.task.Ignore}. */
    IGNORED,
    /** It threw {@link io.taskq.task.Reject}: a dead letter. */
    REJECTED
  }

  public Attempt {
    enqueued = List.copyOf(enqueued);
    progress = List.copyOf(progress);
    log = List.copyOf(log);
  }
}
