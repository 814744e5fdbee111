package io.taskq.broker;

import io.taskq.redis.QueueKeys;
import java.util.Optional;

/**
 * What waits on Celery's lists of one queue, taken from the end that is served next: looked at
 * first, removed when it is safe elsewhere. Thread-safe.
 */
public final class Waitlist {

  private final Access access;
  private final String queue;

  Waitlist(Access access, String queue) {
    this.access = access;
    this.queue = queue;
  }

  /**
   * A message at the end of a list.
   *
   * @param step index of the priority step of its list
   */
  public record Entry(int step, String raw) {

    /** The lowest priority of its step. */
    public int priority() {
      return QueueKeys.STEPS.get(step);
    }
  }

  /** How many wait. */
  public long size() {
    long size = 0;
    for (int step = 0; step < QueueKeys.STEPS.size(); step++) {
      String list = access.queue(queue).list(step);
      size += access.redis().ask("count " + queue, client -> client.llen(list));
    }
    return size;
  }

  /** The one that is served next; empty when none waits. */
  public Optional<Entry> next() {
    for (int step = 0; step < QueueKeys.STEPS.size(); step++) {
      String list = access.queue(queue).list(step);
      String raw = access.redis().ask("look at " + queue, client -> client.lindex(list, -1));
      if (raw != null) {
        return Optional.of(new Entry(step, raw));
      }
    }
    return Optional.empty();
  }

  /** Removes it. False when somebody has taken it in between. */
  public boolean remove(Entry entry) {
    String list = access.queue(queue).list(entry.step());
    return access.redis().ask("remove from " + queue, c -> c.lrem(list, -1, entry.raw())) > 0;
  }
}
