package io.taskq.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What several rounds measured. The median is the answer; the least is what noise cannot make. */
final class Numbers {

  private final List<Double> values = new ArrayList<>();

  Numbers(double... first) {
    for (double value : first) {
      add(value);
    }
  }

  void add(double value) {
    values.add(value);
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  double least() {
    return values.stream().min(Comparator.naturalOrder()).orElseThrow();
  }
}
