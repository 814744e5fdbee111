package io.taskq.worker;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many runs of each task began since the worker started. Thread-safe. */
final class Accepted {

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void count(String task) {
    counts.computeIfAbsent(task, name -> new LongAdder()).increment();
  }

  Map<String, Long> counts() {
    Map<String, Long> now = new TreeMap<>();
    counts.forEach((task, count) -> now.put(task, count.sum()));
    return now;
  }
}
