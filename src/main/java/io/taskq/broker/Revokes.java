package io.taskq.broker;

import io.taskq.redis.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** How the note of a stamp begins; no task id holds such characters. */
  private static final String STAMP = Keys.SEPARATOR;

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
      hasten(name, taskIds);
    }
    return fresh;
  }

  /** Makes a delayed message due at once if its task is revoked. */
  void hastenIfRevoked(Handle handle) {
    String id = handle.taskId();
    if (!id.isEmpty() && isRevoked(id, Map.of())) {
      hasten(handle.queue(), List.of(id));
    }
  }

  private void hasten(String queue, List<String> taskIds) {
    access.run(
        "hasten",
        List.of(access.queue(queue).ids(), access.queue(queue).delayed()),
        List.copyOf(taskIds));
  }

  /** Revokes all tasks that have one of these values of a stamp, sent or not. */
  public void revokeStamped(Map<String, List<String>> stamps) {
    List<String> notes = notes(stamps);
    for (int from = 0; from < notes.size(); from += BATCH) {
      List<String> args = new ArrayList<>(List.of(Access.millis(KEPT)));
      args.addAll(notes.subList(from, Math.min(from + BATCH, notes.size())));
      access.run("revoke", List.of(access.keys().revoked()), args);
    }
  }

  /** Whether the task shall not start. */
  public boolean isRevoked(String taskId, Map<String, List<String>> stamps) {
    String key = access.keys().revoked();
    List<String> notes = new ArrayList<>(List.of(taskId));
    notes.addAll(notes(stamps));
    return access
        .redis()
        .ask("look for a revoke", client -> client.zmscore(key, notes.toArray(String[]::new)))
        .stream()
        .anyMatch(Objects::nonNull);
  }

  private static List<String> notes(Map<String, List<String>> stamps) {
    List<String> notes = new ArrayList<>();
    stamps.forEach((key, values) -> values.forEach(value -> notes.add(STAMP + key + "=" + value)));
    return notes;
  }

  /** The ids, at most so many; those that hold longest. */
  public List<String> newest(int most) {
    String key = access.keys().revoked();
    return access
        .redis()
        .ask("list revokes", client -> client.zrange(key, -(long) most, -1))
        .stream()
        .filter(note -> !note.startsWith(STAMP))
        .toList();
  }
}
