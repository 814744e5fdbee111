package io.taskq.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tasks that shall not start any more. Kept in Redis, so that it holds for workers that start
 * later. Thread-safe.
 */
public final class Revokes {

  /** What was not met by then is gone, or delayed for longer; see {@link #revoke}. */
  private static final Duration KEPT = Duration.ofDays(1);

  private static final int BATCH = 500;

  private final Access access;

  Revokes(Access access) {
    this.access = access;
  }

  /**
   * Revokes the tasks of these ids, known or not. Those that are delayed become due at once, so
   * that they end now; otherwise one could outlive the note that it is revoked.
   *
   * @return how many were not revoked before
   */
  public long revoke(List<String> taskIds) {
    long fresh = 0;
    for (int from = 0; from < taskIds.size(); from += BATCH) {
      fresh += revokeBatch(taskIds.subList(from, Math.min(from + BATCH, taskIds.size())));
    }
    return fresh;
  }

  private long revokeBatch(List<String> taskIds) {
    List<String> args = new ArrayList<>(List.of(Access.millis(KEPT)));
    args.addAll(taskIds);
    long fresh = (Long) access.run("revoke", List.of(access.keys().revoked()), args);
    Set<String> queues =
        access.redis().ask("list queues", client -> client.smembers(access.keys().queues()));
    for (String name : new TreeSet<>(queues)) {
      access.run(
          "hasten",
          List.of(access.queue(name).ids(), access.queue(name).delayed()),
          List.copyOf(taskIds));
    }
    return fresh;
  }

  /** Whether the task shall not start. */
  public boolean isRevoked(String taskId) {
    String key = access.keys().revoked();
    return access.redis().ask("look for a revoke", client -> client.zscore(key, taskId)) != null;
  }

  /** The ids, at most so many; those that hold longest. */
  public List<String> newest(int most) {
    String key = access.keys().revoked();
    return access.redis().ask("list revokes", client -> client.zrange(key, -(long) most, -1));
  }
}
