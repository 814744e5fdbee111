package io.taskq.process;

import io.taskq.result.ResultCodec;
import io.taskq.result.TaskResult;
import io.taskq.state.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of what happened, from witnesses that do not know of each other.
 *
 * @param attempted the ids somebody tried to enqueue
 * @param acknowledged the ids of which somebody was told that Redis has them
 * @param notes what ran, in order
 * @param fences of the run whose SUCCESS is stored, by task id
 * @param successes how often a SUCCESS was stored, by task id; who is missing counts as once
 * @param fallen the processes that were killed or frozen, so that what they ran may run again
 */
record Evidence(
    Set<String> attempted,
    Set<String> acknowledged,
    List<Ledger.Note> notes,
    Map<String, Long> fences,
    Map<String, Integer> successes,
    Set<Long> fallen) {

  private static final int IDS_IN_ONE_CALL = 500;

  /** Asks ledger and results, now. */
  static Evidence of(
      Site site,
      Set<String> attempted,
      Set<String> acknowledged,
      Map<String, Integer> successes,
      Set<Long> fallen) {
    List<Ledger.Note> notes = site.ledger().notes();
    Set<String> ran = new HashSet<>(acknowledged);
    notes.forEach(note -> ran.add(note.id()));
    return new Evidence(attempted, acknowledged, notes, fences(site, ran), successes, fallen);
  }

  /** The fences of the runs whose SUCCESS is stored. */
  static Map<String, Long> fences(Site site, Collection<String> ids) {
    Map<String, Long> fences = new HashMap<>();
    List<String> all = new ArrayList<>(ids);
    for (int from = 0; from < all.size(); from += IDS_IN_ONE_CALL) {
      List<String> part = all.subList(from, Math.min(all.size(), from + IDS_IN_ONE_CALL));
      String[] keys = part.stream().map(site.keys()::result).toArray(String[]::new);
      List<String> texts = site.redis().ask("read results", client -> client.mget(keys));
      for (int i = 0; i < part.size(); i++) {
        String id = part.get(i);
        fence(id, texts.get(i)).ifPresent(fence -> fences.put(id, fence));
      }
    }
    return fences;
  }

  private static Optional<Long> fence(String id, String text) {
    return Optional.ofNullable(text)
        .map(stored -> ResultCodec.decode(id, stored))
        .filter(result -> result.state() == TaskState.SUCCESS)
        .map(TaskResult::result)
        .flatMap(value -> value.asObject())
        .flatMap(value -> value.get("fence").asLong());
  }
}
