package io.taskq.json;

/**
 * A text is not JSON, or passes a limit. Whoever reads turns it into an answer for people: only the
 * reader knows what the text was.
 */
public final class JsonException extends RuntimeException {

  private final int column;

  JsonException(String reason, int column) {
    super(reason);
    this.column = column;
  }

  /** Where reading stopped, counted from 1; 0 when that is not known. */
  public int column() {
    return column;
  }
}
