package io.taskq.worker;

import io.taskq.task.Acks;
import io.taskq.task.Rate;
import io.taskq.task.RetryPolicy;
import io.taskq.task.TimeLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a worker works.
 *
 * @param node its unique name
 * @param queues what it consumes, in the order of the command line
 * @param pool where tasks run
 * @param concurrency how many at once
 * @param lease how long a delivery is its own without renewal
 * @param maxDeliveries how often one attempt may be handed out before it is buried
 * @param drainTimeout how long running tasks may take to end once the worker drains
 * @param burst whether it ends when the queues are empty
 * @param fair every so many claims the lowest priority is served first; 0 for never
 * @param starts when STARTED is written
 * @param retries for tasks and messages that do not say
 * @param limits for tasks and messages that do not say
 * @param acks for tasks that do not say
 * @param rate for tasks that do not say
 * @param autoscale between how many slots it has; {@code concurrency} is what it begins with
 * @param events whether it tells of each task by itself
 */
public record WorkerOptions(
    String node,
    List<String> queues,
    PoolKind pool,
    int concurrency,
    Duration lease,
    int maxDeliveries,
    Optional<Duration> drainTimeout,
    boolean burst,
    int fair,
    StartPolicy starts,
    RetryPolicy retries,
    TimeLimits limits,
    Acks acks,
    Optional<Rate> rate,
    Optional<Scale> autoscale,
    boolean events) {

  public WorkerOptions {
    queues = List.copyOf(queues);
    if (queues.isEmpty() || concurrency < 1) {
      throw new IllegalArgumentException(
          "a worker needs a queue and a slot, not %s and %d".formatted(queues, concurrency));
    }
  }
}
