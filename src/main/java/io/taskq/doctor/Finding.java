package io.taskq.doctor;

/**
 * One thing that was looked at.
 *
 * @param level how it is
 * @param text what was found, and what follows from it
 * @param advice what to type or to do; empty when nothing
 */
public record Finding(Level level, String text, String advice) {

  /** How bad it is. */
  public enum Level {
    OK,
    WARN,
    BAD
  }

  static Finding ok(String text) {
    return new Finding(Level.OK, text, "");
  }

  static Finding warn(String text, String advice) {
    return new Finding(Level.WARN, text, advice);
  }

  static Finding bad(String text, String advice) {
    return new Finding(Level.BAD, text, advice);
  }
}
