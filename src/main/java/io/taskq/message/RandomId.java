package io.taskq.message;

import java.io.EOFException;
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
  private static final int AT_ONCE = 64;

  private static final Object LOCK = new Object();
  private static ByteBuffer stock = ByteBuffer.allocate(0);

  private RandomId() {}

  /** An id nobody else has. */
  public static String next() {
    return nextUuid().toString();
  }

  static UUID nextUuid() {
    try {
      synchronized (LOCK) {
        if (!stock.hasRemaining()) {
          stock = read();
        }
        long high = (stock.getLong() & ~0xf000L) | 0x4000L;
        long low = (stock.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
      }
    } catch (IOException noSuchDevice) {
      return UUID.randomUUID();
    }
  }

  /** The same bytes SecureRandom would read, without the 8 ms its providers take to start. */
  private static ByteBuffer read() throws IOException {
    try (InputStream random = Files.newInputStream(SOURCE)) {
      byte[] bytes = random.readNBytes(AT_ONCE * BYTES);
      if (bytes.length < AT_ONCE * BYTES) {
        throw new EOFException(SOURCE + " ended");
      }
      return ByteBuffer.wrap(bytes);
    }
  }
}
