package io.taskq.process;

import io.taskq.redis.Subscription;
import io.taskq.result.ResultCodec;
import io.taskq.result.ResultStore;
import io.taskq.result.TaskResult;
import io.taskq.state.TaskState;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Holds what was promised against what happened: everything acknowledged has run and has one
 * accepted end, and nothing ran that nobody asked for.
 *
 * @param attempted the ids somebody tried to enqueue
 * @param acknowledged the ids enqueue answered 0 for
 * @param lost acknowledged, and no run has ended, or no SUCCESS is stored
 * @param unexpected ran, and nobody tried to enqueue them
 * @param duplicated runs beyond the first of each id
 * @param acceptedTwice more than one SUCCESS was published, or one whose run did not end
 */
record Checker(
    int attempted,
    int acknowledged,
    Set<String> lost,
    Set<String> unexpected,
    long duplicated,
    Set<String> acceptedTwice) {

  /** Makes the account. */
  static Checker of(
      Site site, Set<String> attempted, Set<String> acknowledged, Map<String, Integer> accepted) {
    Map<String, List<Ledger.Note>> runs =
        site.ledger().notes().stream().collect(Collectors.groupingBy(Ledger.Note::id));
    var store = new ResultStore(site.redis(), site.keys());
    Map<String, Long> fences = new HashMap<>();
    for (String id : runs.keySet()) {
      acceptedFence(store, id).ifPresent(fence -> fences.put(id, fence));
    }
    return new Checker(
        attempted.size(),
        acknowledged.size(),
        only(acknowledged, id -> !(hasEnded(runs.get(id)) && fences.containsKey(id))),
        only(runs.keySet(), id -> !attempted.contains(id)),
        runs.values().stream().mapToLong(Checker::surplus).sum(),
        only(
            fences.keySet(),
            id -> accepted.getOrDefault(id, 1) > 1 || !ended(runs.get(id), fences.get(id))));
  }

  /** How often a SUCCESS was published for each id so far. */
  static Map<String, Integer> published(Subscription subscription) throws InterruptedException {
    Map<String, Integer> counts = new HashMap<>();
    while (true) {
      Optional<Subscription.Published> next = subscription.poll(Duration.ofMillis(50));
      if (next.isEmpty()) {
        return counts;
      }
      TaskResult result = ResultCodec.decode("", next.get().text());
      if (result.state() == TaskState.SUCCESS) {
        counts.merge(result.taskId(), 1, Integer::sum);
      }
    }
  }

  /** The processes whose ends of these ids were accepted. */
  static Set<Long> acceptedBy(Site site, Collection<String> ids) {
    var store = new ResultStore(site.redis(), site.keys());
    Set<Long> fences =
        ids.stream().flatMap(id -> acceptedFence(store, id).stream()).collect(Collectors.toSet());
    return site.ledger().notes("end").stream()
        .filter(note -> fences.contains(note.fence()))
        .map(Ledger.Note::pid)
        .collect(Collectors.toSet());
  }

  /** How many of these ids have no SUCCESS so far. */
  static long waitingFor(Site site, Collection<String> ids) {
    if (ids.isEmpty()) {
      return 0;
    }
    String[] keys = ids.stream().map(site.keys()::result).toArray(String[]::new);
    return site.redis().ask("count results", client -> client.mget(keys)).stream()
        .filter(text -> text == null || !text.contains("\"SUCCESS\""))
        .count();
  }

  /** One line of figures. */
  String line(String what, long seed) {
    return ("%s: seed=%d attempted=%d acknowledged=%d"
            + " lost=%d unexpected=%d accepted_twice=%d duplicates=%d")
        .formatted(
            what,
            seed,
            attempted,
            acknowledged,
            lost.size(),
            unexpected.size(),
            acceptedTwice.size(),
            duplicated);
  }

  private static Optional<Long> acceptedFence(ResultStore store, String id) {
    return store
        .get(id)
        .filter(result -> result.state() == TaskState.SUCCESS)
        .flatMap(result -> result.result().asObject())
        .flatMap(value -> value.get("fence").asLong());
  }

  private static boolean hasEnded(List<Ledger.Note> run) {
    return run != null && run.stream().anyMatch(note -> note.is("end"));
  }

  private static boolean ended(List<Ledger.Note> run, long fence) {
    return run.stream().anyMatch(note -> note.is("end") && note.fence() == fence);
  }

  private static long surplus(List<Ledger.Note> run) {
    return Math.max(0, run.stream().filter(note -> note.is("start")).count() - 1);
  }

  private static Set<String> only(Set<String> ids, Predicate<String> rule) {
    return ids.stream().filter(rule).collect(Collectors.toSet());
  }
}
