package io.taskq.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What several rounds measured. The median is the answer; the least is what noise cannot make. */
public final class Numbers {

  private final List<Double> values = new ArrayList<>();

  public Numbers(double... first) {
    for (double value : first) {
      add(value);
    }
  }

  public void add(double value) {
    values.add(value);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public List<Double> values() {
    return List.copyOf(values);
  }

  public double median() {
    return share(0.5);
  }

  /** The value below which that share of all lies, between two of them by their distance. */
  public double share(double share) {
    List<Double> sorted = values.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  public double least() {
    return share(0);
  }

  public double most() {
    return share(1);
  }

  /**
   * How many times the other it is: the median of the rounds' own ratios, since what the machine
   * takes away in one round it takes from both.
   */
  public double ratioTo(Numbers other) {
    if (values.size() != other.values.size()) {
      return median() / other.median();
    }
    Numbers ratios = new Numbers();
    IntStream.range(0, values.size())
        .forEach(round -> ratios.add(values.get(round) / other.values.get(round)));
    return ratios.median();
  }
}
