package io.taskq.exec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The end of a stream of bytes, in bounded memory however long the stream is. Thread-safe. */
final class Tail {

  private static final int FIRST = 4_096;

  private final int most;
  private byte[] kept;
  private int size;
  private int next;
  private boolean isCut;

  Tail(int most) {
    this.most = most;
    this.kept = new byte[Math.min(FIRST, most)];
  }

  synchronized void add(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      add(bytes[i]);
    }
  }

  private void add(byte one) {
    if (size == kept.length && size < most) {
      // Nothing has been overwritten so far, so that it begins at 0.
      kept = Arrays.copyOf(kept, Math.min(most, size * 2));
      next = size;
    }
    isCut |= size == most;
    kept[next] = one;
    next = (next + 1) % kept.length;
    size = Math.min(size + 1, kept.length);
  }

  /** Whether something was lost before it. */
  synchronized boolean isCut() {
    return isCut;
  }

  /** As text; what is not UTF-8 becomes the sign for that. */
  synchronized String text() {
    byte[] bytes = new byte[size];
    int first = Math.floorMod(next - size, kept.length);
    int upToEnd = Math.min(size, kept.length - first);
    System.arraycopy(kept, first, bytes, 0, upToEnd);
    System.arraycopy(kept, 0, bytes, upToEnd, size - upToEnd);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
