package io.taskq.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Random ids in the form Celery uses. Thread-safe. */
public final class RandomId {

  private static final Path SOURCE = Path.of("/dev/urandom");
  private static final int BYTES = 16;

  private RandomId() {}

  /** An id nobody else has. */
  public static String next() {
    return nextUuid().toString();
  }

  static UUID nextUuid() {
    // The same bytes SecureRandom would read, without the 8 ms its providers take to start.
    try (InputStream random = Files.newInputStream(SOURCE)) {
      ByteBuffer bytes = ByteBuffer.wrap(random.readNBytes(BYTES));
      long high = (bytes.getLong() & ~0xf000L) | 0x4000L;
      long low = (bytes.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
      return new UUID(high, low);
    } catch (IOException noSuchDevice) {
      return UUID.randomUUID();
    }
  }
}
