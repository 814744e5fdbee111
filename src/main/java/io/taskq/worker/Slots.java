package io.taskq.worker;

/** Room for so many runs at once. Thread-safe. */
final class Slots {

  private final Runnable whenFreed;
  private int size;
  private int busy;
  private boolean awaited;

  /**
   * Makes that many free slots.
   *
   * @param whenFreed called when there is a free slot again that somebody found missing
   */
  Slots(int size, Runnable whenFreed) {
    this.size = size;
    this.whenFreed = whenFreed;
  }

  synchronized int size() {
    return size;
  }

  /** Makes it so many. What runs beyond them goes on; its slots are gone when it ends. */
  void resize(int slots) {
    boolean tell;
    synchronized (this) {
      size = slots;
      tell = takeAwaited();
    }
    if (tell) {
      whenFreed.run();
    }
  }

  /** How many are free; when none is, the next one given back is told. */
  synchronized int free() {
    awaited = busy >= size;
    return Math.max(0, size - busy);
  }

  synchronized int busy() {
    return busy;
  }

  /** Takes one. There may be none left: they became fewer while a message was claimed for it. */
  synchronized void take() {
    busy++;
  }

  void give() {
    boolean tell;
    synchronized (this) {
      if (busy == 0) {
        throw new IllegalStateException("all slots are free already");
      }
      busy--;
      tell = takeAwaited();
    }
    if (tell) {
      whenFreed.run();
    }
  }

  private boolean takeAwaited() {
    boolean tell = awaited && busy < size;
    awaited &= !tell;
    return tell;
  }
}
