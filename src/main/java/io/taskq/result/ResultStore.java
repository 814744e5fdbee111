package io.taskq.result;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisConnection;
import io.taskq.redis.Subscription;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads, awaits and forgets stored results. Thread-safe; every waiter has a connection of its own.
 */
public final class ResultStore {

  /** Pub/sub may lose a message, so whoever waits looks again this often. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Redis redis;
  private final Keys keys;
  private final Duration lookAgain;

  /**
   * The results on one server.
   *
   * @param redis the server and database that hold the results
   * @param keys how their keys are named
   */
  public ResultStore(Redis redis, Keys keys) {
    this(redis, keys, LOOK_AGAIN);
  }

  ResultStore(Redis redis, Keys keys, Duration lookAgain) {
    this.redis = redis;
    this.keys = keys;
    this.lookAgain = lookAgain;
  }

  /** What is stored about the task now. Empty when nothing is. */
  public Optional<TaskResult> get(String taskId) {
    String key = keys.result(taskId);
    return Optional.ofNullable(redis.ask("read a result", client -> client.get(key)))
        .map(text -> ResultCodec.decode(taskId, text));
  }

  /** Removes what is stored about the task. Returns whether anything was. */
  public boolean forget(String taskId) {
    String key = keys.result(taskId);
    return redis.ask("forget a result", client -> client.del(key)) > 0;
  }

  /** Waits until the task is over. Empty when it is not in that time. */
  public Optional<TaskResult> await(String taskId, Duration longest) throws InterruptedException {
    Optional<TaskResult> now = ready(taskId);
    if (now.isPresent()) {
      return now;
    }
    try (RedisConnection connection = redis.dedicated()) {
      return await(taskId, connection.subscribe(keys.result(taskId)), longest);
    }
  }

  private Optional<TaskResult> await(String taskId, Subscription published, Duration longest)
      throws InterruptedException {
    long start = System.nanoTime();
    // Looked at after subscribing: a result stored in between would be announced to nobody.
    Optional<TaskResult> result = ready(taskId);
    for (Duration left = longest; result.isEmpty() && left.isPositive(); ) {
      published.poll(left.compareTo(lookAgain) < 0 ? left : lookAgain);
      result = ready(taskId);
      left = longest.minusNanos(System.nanoTime() - start);
    }
    return result;
  }

  private Optional<TaskResult> ready(String taskId) {
    return get(taskId).filter(result -> result.state().isReady());
  }
}
