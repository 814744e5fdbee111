package io.taskq.worker;

/** Room for so many runs at once. Thread-safe. */
final class Slots {

  private final int size;
  private final Runnable whenFreed;
  private int free;
  private boolean awaited;

  /**
   * Makes that many free slots.
   *
   * @param whenFreed called when a slot is given back that somebody found missing
   */
  Slots(int size, Runnable whenFreed) {
    this.size = size;
    this.free = size;
    this.whenFreed = whenFreed;
  }

  int size() {
    return size;
  }

  /** How many are free; when none is, the next one given back is told. */
  synchronized int free() {
    awaited = free == 0;
    return free;
  }

  synchronized int busy() {
    return size - free;
  }

  synchronized void take() {
    if (free == 0) {
      throw new IllegalStateException("no slot is free");
    }
    free--;
  }

  void give() {
    if (giveAndAsk()) {
      whenFreed.run();
    }
  }

  private synchronized boolean giveAndAsk() {
    if (free == size) {
      throw new IllegalStateException("all slots are free already");
    }
    free++;
    boolean tell = awaited;
    awaited = false;
    return tell;
  }
}
