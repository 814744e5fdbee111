package io.taskq.message;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.Deflater;

/** Packs a body into a zlib stream, which is what Celery calls gzip. */
final class Deflation {

  private static final int PIECE = 8192;

  private Deflation() {}

  /** Empty where so little is left that readers would take it for a bomb. */
  static Optional<byte[]> of(byte[] plain) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(plain);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(PIECE);
      byte[] piece = new byte[PIECE];
      while (!deflater.finished()) {
        out.write(piece, 0, deflater.deflate(piece));
      }
      return Inflation.isBomb(plain.length, out.size())
          ? Optional.empty()
          : Optional.of(out.toByteArray());
    } finally {
      deflater.end();
    }
  }
}
