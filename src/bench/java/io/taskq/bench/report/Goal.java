package io.taskq.bench.report;

/**
 * What a line is held against.
 *
 * @param judged the measured value itself, or its ratio to the yardstick
 * @param atLeast whether more is better; else less is
 * @param bound the value that is just good enough
 */
public record Goal(Judged judged, boolean atLeast, double bound) {

  /** What of a line is compared with the bound. */
  public enum Judged {
    VALUE,
    RATIO
  }

  public static Goal atLeast(double bound) {
    return new Goal(Judged.VALUE, true, bound);
  }

  public static Goal atMost(double bound) {
    return new Goal(Judged.VALUE, false, bound);
  }

  public static Goal ratioAtLeast(double bound) {
    return new Goal(Judged.RATIO, true, bound);
  }

  public static Goal ratioAtMost(double bound) {
    return new Goal(Judged.RATIO, false, bound);
  }

  /** How many times as good as it has to be: 1 is just enough, 2 twice as fast or half as dear. */
  public double reached(double value) {
    return atLeast ? value / bound : bound / value;
  }

  boolean isMet(double value) {
    // Not by the quotient: it is no number when both are zero.
    return atLeast ? value >= bound : value <= bound;
  }

  String text(Unit unit) {
    return (atLeast ? ">= " : "<= ") + (judged == Judged.RATIO ? Unit.TIMES : unit).write(bound);
  }
}
