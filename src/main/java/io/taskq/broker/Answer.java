package io.taskq.broker;

/** What became of a change that only the owner of a delivery may make. */
public enum Answer {
  /** It is done, now or by an earlier sending of the same change. */
  DONE,
  /**
   * The delivery is no more. On a first sending: lost to another owner, who has finished it. On a
   * repeat after a broken connection: the first sending did it.
   */
  GONE,
  /** Somebody else owns the delivery, or nobody: what the caller did counts for nothing. */
  STALE;

  /** The same, when the change was sent again after a connection had broken. */
  public Answer afterRepeat() {
    return this == GONE ? DONE : this;
  }
}
