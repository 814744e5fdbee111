package io.taskq.exec;

import io.taskq.task.TaskContext;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program says on stderr: lines {@code ::progress 40 text} are its progress, the rest is
 * kept in case it fails. Used by the thread that reads.
 */
final class ErrorLines implements Output.Sink {

  private static final Pattern PROGRESS =
      Pattern.compile("::progress\\s+(\\d{1,3}(?:\\.\\d{1,6})?)%?(?:\\s+(.*))?");

  /** A line of progress is shorter. */
  private static final int LONGEST = 1_024;

  private final Tail tail;
  private final TaskContext context;
  private final byte[] line = new byte[LONGEST];
  private int size;

  ErrorLines(Tail tail, TaskContext context) {
    this.tail = tail;
    this.context = context;
  }

  @Override
  public void take(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      line[size++] = bytes[i];
      if (bytes[i] == '\n') {
        end();
      } else if (size == LONGEST) {
        keep();
      }
    }
  }

  @Override
  public void end() {
    Matcher said =
        PROGRESS.matcher(new String(line, 0, size, StandardCharsets.UTF_8).stripTrailing());
    if (said.matches()) {
      double percent = Math.min(100, Double.parseDouble(said.group(1)));
      context.progress(percent, said.group(2) == null ? "" : said.group(2));
      size = 0;
    } else {
      keep();
    }
  }

  private void keep() {
    tail.add(line, 0, size);
    size = 0;
  }
}
