package io.taskq.process;

import io.taskq.redis.Subscription;
import io.taskq.result.ResultCodec;
import io.taskq.result.TaskResult;
import io.taskq.state.TaskState;
import java.time.Duration;
import java.util.ArrayList;
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
 * accepted end, nothing ran that nobody asked for, and nothing ran again without a reason.
 *
 * @param attempted the ids somebody tried to enqueue
 * @param acknowledged the ids enqueue answered 0 for
 * @param lost acknowledged, and no run has ended, or no SUCCESS is stored
 * @param unexpected ran, and nobody tried to enqueue them
 * @param duplicated runs beyond the first of each id
 * @param acceptedTwice more than one SUCCESS was stored, or one whose run did not end
 * @param acceptedLate the accepted run ended when another one had begun already, under a newer
 *     fence
 * @param unexplained ran again though nothing had happened to the process that ran it before
 * @param unseen handed out and never run, though no process fell that could have had it
 */
record Checker(
    int attempted,
    int acknowledged,
    Set<String> lost,
    Set<String> unexpected,
    long duplicated,
    Set<String> acceptedTwice,
    Set<String> acceptedLate,
    Set<String> unexplained,
    Set<String> unseen) {

  /** Makes the account of a run in which no process fell. */
  static Checker of(
      Site site, Set<String> attempted, Set<String> acknowledged, Map<String, Integer> accepted) {
    return of(Evidence.of(site, attempted, acknowledged, accepted, Set.of()));
  }

  /** Makes the account. */
  static Checker of(Evidence seen) {
    Map<String, List<Ledger.Note>> runs =
        seen.notes().stream().collect(Collectors.groupingBy(Ledger.Note::id));
    Map<String, Long> fences = seen.fences();
    return new Checker(
        seen.attempted().size(),
        seen.acknowledged().size(),
        only(seen.acknowledged(), id -> !(hasEnded(runs.get(id)) && fences.containsKey(id))),
        only(runs.keySet(), id -> !seen.attempted().contains(id)),
        runs.values().stream().mapToLong(Checker::surplus).sum(),
        only(
            fences.keySet(),
            id ->
                seen.successes().getOrDefault(id, 1) > 1
                    || endOf(runs.get(id), fences.get(id)).isEmpty()),
        only(fences.keySet(), id -> isLate(runs.get(id), fences.get(id))),
        only(runs.keySet(), id -> isUnexplained(runs.get(id), seen.fallen())),
        only(runs.keySet(), id -> seen.fallen().isEmpty() && isUnseen(runs.get(id))));
  }

  /** What was not as promised; empty when all was. */
  List<String> violations(long mostDuplicates) {
    List<String> found = new ArrayList<>();
    add(found, "lost", lost);
    add(found, "unexpected", unexpected);
    add(found, "accepted twice", acceptedTwice);
    add(found, "accepted from a late owner", acceptedLate);
    add(found, "ran again without a reason", unexplained);
    add(found, "handed out and not run", unseen);
    if (duplicated > mostDuplicates) {
      found.add("duplicated: %d, at most %d".formatted(duplicated, mostDuplicates));
    }
    return found;
  }

  private static void add(List<String> found, String what, Set<String> ids) {
    if (!ids.isEmpty()) {
      found.add("%s: %d, such as %s".formatted(what, ids.size(), ids.iterator().next()));
    }
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
    Set<Long> fences = Set.copyOf(Evidence.fences(site, ids).values());
    return site.ledger().notes("end").stream()
        .filter(note -> fences.contains(note.fence()))
        .map(Ledger.Note::pid)
        .collect(Collectors.toSet());
  }

  /** How many of these ids have no SUCCESS so far. */
  static long waitingFor(Site site, Collection<String> ids) {
    return (long) ids.size() - Evidence.fences(site, ids).size();
  }

  /** One line of figures. */
  String line(String what, long seed) {
    return ("%s: seed=%d attempted=%d acknowledged=%d"
            + " lost=%d unexpected=%d accepted_twice=%d accepted_late=%d duplicates=%d"
            + " unexplained=%d unseen=%d")
        .formatted(
            what,
            seed,
            attempted,
            acknowledged,
            lost.size(),
            unexpected.size(),
            acceptedTwice.size(),
            acceptedLate.size(),
            duplicated,
            unexplained.size(),
            unseen.size());
  }

  private static boolean hasEnded(List<Ledger.Note> run) {
    return run != null && run.stream().anyMatch(note -> note.is("end"));
  }

  /** Where in the notes of a task the run with this fence ended. */
  private static Optional<Integer> endOf(List<Ledger.Note> notes, long fence) {
    for (int i = 0; notes != null && i < notes.size(); i++) {
      if (notes.get(i).is("end") && notes.get(i).fence() == fence) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** The newer fence was given before that start, so this end came when it was void. */
  private static boolean isLate(List<Ledger.Note> notes, long fence) {
    return endOf(notes, fence).stream()
        .flatMap(end -> notes.subList(0, end).stream())
        .anyMatch(note -> note.is("start") && note.fence() > fence);
  }

  private static boolean isUnexplained(List<Ledger.Note> notes, Set<Long> fallen) {
    Optional<Ledger.Note> before = Optional.empty();
    for (Ledger.Note note : notes) {
      boolean again = note.is("start") && before.isPresent();
      if (again && !before.get().is("cut") && !fallen.contains(before.get().pid())) {
        return true;
      }
      before = note.is("end") ? before : Optional.of(note);
    }
    return false;
  }

  private static boolean isUnseen(List<Ledger.Note> notes) {
    long starts = 0;
    for (Ledger.Note note : notes) {
      starts += note.is("start") ? 1 : 0;
      if (note.delivery() > starts) {
        return true;
      }
    }
    return false;
  }

  private static long surplus(List<Ledger.Note> run) {
    return Math.max(0, run.stream().filter(note -> note.is("start")).count() - 1);
  }

  private static Set<String> only(Set<String> ids, Predicate<String> rule) {
    return ids.stream().filter(rule).collect(Collectors.toSet());
  }
}
