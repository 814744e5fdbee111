package io.taskq.worker.child;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.function.BiConsumer;

/**
 * The logger that a task is given. What is below INFO is not shown.
 *
 * @param task for its name
 * @param sink takes the lines
 */
public record RunLogger(String task, BiConsumer<System.Logger.Level, String> sink)
    implements System.Logger {

  @Override
  public String getName() {
    return task;
  }

  @Override
  public boolean isLoggable(Level level) {
    return level != Level.OFF && level.compareTo(Level.INFO) >= 0;
  }

  @Override
  public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
    if (isLoggable(level)) {
      sink.accept(level, thrown == null ? text : text + ": " + thrown);
    }
  }

  @Override
  public void log(Level level, ResourceBundle bundle, String format, Object... values) {
    if (isLoggable(level)) {
      boolean plain = values == null || values.length == 0;
      sink.accept(level, plain ? format : MessageFormat.format(format, values));
    }
  }
}
