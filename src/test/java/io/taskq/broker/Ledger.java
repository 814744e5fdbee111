package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a model was told by Redis: outside Redis, so that it can be held against it. */
final class Ledger {

  final Set<String> acknowledged = new HashSet<>();
  final Set<String> dropped = new HashSet<>();
  final Map<String, Integer> finished = new HashMap<>();
  int stale;
  int redelivered;
  int kills;

  void answered(Delivery delivery, Answer answer) {
    if (answer == Answer.DONE) {
      finished.merge(delivery.raw(), 1, Integer::sum);
    } else {
      stale++;
    }
  }

  boolean isOver(String raw) {
    return finished.containsKey(raw) || dropped.contains(raw);
  }

  void judgeEnd(Set<String> dead) {
    Set<String> lost = new HashSet<>(acknowledged);
    lost.removeAll(finished.keySet());
    lost.removeAll(dropped);
    lost.removeAll(dead);
    assertThat(lost).as("acknowledged, and neither finished nor dead").isEmpty();
    assertThat(finished.values()).as("ends that were accepted of each").containsOnly(1);
  }

  @Override
  public String toString() {
    return "acknowledged=%d finished=%d dropped=%d redelivered=%d stale=%d kills=%d"
        .formatted(acknowledged.size(), finished.size(), dropped.size(), redelivered, stale, kills);
  }
}
