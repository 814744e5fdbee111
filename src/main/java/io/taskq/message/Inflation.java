package io.taskq.message;

import io.taskq.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a zlib stream within a limit, piece by piece, so that a few kilobytes that unpack to
 * gigabytes never get there.
 */
record Inflation(JsonObject headers, int most) {

  private static final int PIECE = 8192;
  private static final int LARGEST_RATIO = 200;

  /** Below this much, the ratio says nothing: a small text of blanks packs better than that. */
  private static final int RATIO_FROM = 1 << 20;

  byte[] of(byte[] packed) throws Undecodable {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      ByteArrayOutputStream out = new ByteArrayOutputStream(PIECE);
      byte[] piece = new byte[PIECE];
      while (!inflater.finished()) {
        int count = inflater.inflate(piece);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw refused("the compressed body ends too early");
        }
        out.write(piece, 0, count);
        check(out.size(), packed.length);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw refused("the body is not a zlib stream");
    } finally {
      inflater.end();
    }
  }

  private void check(int size, int packed) throws Undecodable {
    if (size > most) {
      throw refused("the decompressed body is over the limit of " + most + " bytes");
    }
    if (isBomb(size, packed)) {
      throw refused("the body decompresses to more than " + LARGEST_RATIO + " times its size");
    }
  }

  /** Whether that many bytes packed that small are more than honest texts come to. */
  static boolean isBomb(int size, int packed) {
    return size > RATIO_FROM && size / LARGEST_RATIO > packed;
  }

  private Undecodable refused(String reason) {
    return new Undecodable(reason, headers);
  }
}
