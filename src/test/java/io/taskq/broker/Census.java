package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.QueueKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything one queue holds at one moment, counted place by place. */
final class Census {

  private final List<String> waiting = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, String> messages;
  private final Map<String, String> metas;
  private final Map<String, String> ids;
  private final Map<String, String> histories;
  private final Set<String> leased;
  private final Set<String> dead = new HashSet<>();

  Census(Bench bench) {
    QueueKeys queue = bench.queue;
    for (int step = 0; step < 4; step++) {
      waiting.addAll(list(bench, queue.list(step)));
      list(bench, queue.ready(step)).forEach(this::count);
    }
    leased = Set.copyOf(sorted(bench, queue.leased()));
    leased.forEach(this::count);
    sorted(bench, queue.delayed()).forEach(this::count);
    messages = hash(bench, queue.messages());
    metas = hash(bench, queue.meta());
    ids = hash(bench, queue.ids());
    histories = hash(bench, queue.deadInfo());
    for (String id : sorted(bench, queue.dead())) {
      count(id);
      dead.add(messages.get(id));
    }
  }

  private void count(String id) {
    places.merge(id, 1, Integer::sum);
  }

  Set<String> dead() {
    return dead;
  }

  void judge(Ledger ledger) {
    assertThat(places.keySet())
        .as("every message in a place, every place a message")
        .isEqualTo(messages.keySet());
    assertThat(places.values()).as("places of each message").allMatch(count -> count == 1);
    assertThat(metas.keySet()).as("what is known of each").isEqualTo(messages.keySet());
    metas.forEach(
        (id, meta) ->
            assertThat(meta.split("\\|", -1)[1].equals("0"))
                .as("an owner for what is leased and for nothing else: %s", meta)
                .isNotEqualTo(leased.contains(id)));
    assertThat(messages.keySet()).as("no history of what is gone").containsAll(histories.keySet());
    assertThat(messages.keySet()).as("found by their task ids").containsAll(registered());
    judgePresence(ledger);
  }

  private List<String> registered() {
    return ids.values().stream().flatMap(known -> List.of(known.split(" ")).stream()).toList();
  }

  private void judgePresence(Ledger ledger) {
    List<String> present = new ArrayList<>(waiting);
    present.addAll(messages.values());
    assertThat(present).as("each message once").doesNotHaveDuplicates();
    assertThat(present.stream().filter(ledger::isOver)).as("over and still there").isEmpty();
    Set<String> lost = new HashSet<>(ledger.acknowledged);
    present.forEach(lost::remove);
    lost.removeAll(ledger.finished.keySet());
    lost.removeAll(ledger.dropped);
    assertThat(lost).as("acknowledged and lost").isEmpty();
  }

  private static List<String> list(Bench bench, String key) {
    return bench.redis.ask("test", client -> client.lrange(key, 0, -1));
  }

  private static List<String> sorted(Bench bench, String key) {
    return bench.redis.ask("test", client -> client.zrange(key, 0, -1));
  }

  private static Map<String, String> hash(Bench bench, String key) {
    return bench.redis.ask("test", client -> client.hgetAll(key));
  }
}
