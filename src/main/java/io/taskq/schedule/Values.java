package io.taskq.schedule;

import java.util.Collection;

/**
 * The numbers a field of a schedule allows, all below 64.
 *
 * @param bits one for each number
 * @param every whether all are allowed
 * @param repeats whether it was written as a wildcard or with a step
 */
record Values(long bits, boolean every, boolean repeats) {

  static final int NONE = 64;

  static Values of(Field field, Collection<Integer> numbers, boolean repeats) {
    long bits = 0;
    for (int number : numbers) {
      bits |= 1L << number;
    }
    return new Values(bits, bits == all(field).bits, repeats);
  }

  static Values all(Field field) {
    long bits = 0;
    for (int number = field.least(); number <= field.most(); number++) {
      bits |= 1L << number;
    }
    return new Values(bits, true, true);
  }

  static Values only(int number) {
    return new Values(1L << number, false, false);
  }

  boolean has(int number) {
    return (bits >>> number & 1) == 1;
  }

  int count() {
    return Long.bitCount(bits);
  }

  /** The first allowed number from this one up, or {@link #NONE}. */
  int from(int number) {
    return number >= NONE ? NONE : Long.numberOfTrailingZeros(bits >>> number << number);
  }

  int first() {
    return from(0);
  }
}
