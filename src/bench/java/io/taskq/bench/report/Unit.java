package io.taskq.bench.report;

/** What a number counts, and how it is written. */
public enum Unit {
  PER_SECOND("/s", 0),
  MILLIS(" ms", 1),
  MICROS(" us", 1),
  PERCENT(" %", 2),
  MEGABYTES(" MB", 0),
  TIMES(" x", 2);

  private static final int FEW = 10;

  private final String sign;
  private final int places;

  Unit(String sign, int places) {
    this.sign = sign;
    this.places = places;
  }

  /** With thousands set off; what is small gets a place more, for it would lose most of itself. */
  public String write(double value) {
    int shown = places > 0 && this != TIMES && Math.abs(value) < FEW ? 2 : places;
    return String.format("%,." + shown + "f", value) + sign;
  }
}
