package io.taskq.schedule;

/** The text of a schedule names no slots. */
public final class WrongSchedule extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String right;

  /**
   * A refusal.
   *
   * @param why the wrong word, and what is wrong with it
   * @param right what would be right, as a sentence
   */
  public WrongSchedule(String why, String right) {
    super(why);
    this.right = right;
  }

  /** What would be right. */
  public String right() {
    return right;
  }
}
