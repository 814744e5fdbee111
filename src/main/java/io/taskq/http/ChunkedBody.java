package io.taskq.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** A body that comes in pieces, each with its length before it. */
final class ChunkedBody extends InputStream {

  private static final Pattern SIZE = Pattern.compile("[0-9a-fA-F]{1,8}");

  private final Head head;
  private final InputStream in;
  private long left;
  private boolean isFirst = true;
  private boolean isOver;

  ChunkedBody(Head head, InputStream in) {
    this.head = head;
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    if (left == 0 && !isOver) {
      next();
    }
    if (isOver) {
      return -1;
    }
    int read = in.read(bytes, from, (int) Math.min(left, count));
    if (read < 0) {
      throw Head.endedEarly();
    }
    left -= read;
    return read;
  }

  private void next() throws IOException {
    if (!isFirst && !head.line().isEmpty()) {
      throw new WrongAnswer("a chunk is longer than it says");
    }
    isFirst = false;
    String size = head.line().split(";", 2)[0].strip();
    if (!SIZE.matcher(size).matches()) {
      throw new WrongAnswer("a chunk has no length");
    }
    left = Long.parseLong(size, 16);
    isOver = left == 0;
    if (isOver) {
      head.fields();
    }
  }
}
