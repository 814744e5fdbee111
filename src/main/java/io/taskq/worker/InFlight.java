package io.taskq.worker;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** All deliveries in this worker's hands. Thread-safe. */
final class InFlight {

  private record Key(String queue, String deliveryId) {}

  private final Map<Key, Run> runs = new ConcurrentHashMap<>();

  void add(Run run) {
    runs.put(keyOf(run), run);
  }

  void remove(Run run) {
    runs.remove(keyOf(run), run);
  }

  /** Whether the run's end has not been accepted so far. */
  boolean holds(Run run) {
    return runs.containsKey(keyOf(run));
  }

  /**
   * Whether one of them may have killed two workers before. A second one beside it would be lost
   * with this worker too, and be counted for what the first has done.
   */
  boolean holdsSuspect() {
    return runs.values().stream().anyMatch(run -> run.delivery().isSuspect());
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  int size() {
    return runs.size();
  }

  List<Run> all() {
    return List.copyOf(runs.values());
  }

  Map<String, List<Run>> byQueue() {
    Collection<Run> now = runs.values();
    return now.stream().collect(Collectors.groupingBy(run -> run.delivery().queue()));
  }

  private static Key keyOf(Run run) {
    return new Key(run.delivery().queue(), run.delivery().id());
  }
}
