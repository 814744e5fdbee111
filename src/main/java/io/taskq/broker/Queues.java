package io.taskq.broker;

import io.taskq.redis.QueueKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The queues as people look at them and change them. Thread-safe. */
public final class Queues {

  /** How long a find may take at most before it gives up. */
  public static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

  private static final int STEPS = QueueKeys.STEPS.size();
  private static final String PURGE_BATCH = "1000";

  private final Access access;

  Queues(Access access) {
    this.access = access;
  }

  /** The names of all queues taskq has seen. */
  public SortedSet<String> names() {
    Set<String> seen =
        access.redis().ask("list queues", client -> client.smembers(access.keys().queues()));
    return new TreeSet<>(seen);
  }

  /** What a queue holds. Zeros for one nobody has seen. */
  public QueueStats stats(String queue) {
    QueueKeys name = access.queue(queue);
    List<String> keys =
        new ArrayList<>(List.of(name.delayed(), name.leased(), name.dead(), name.paused()));
    addSteps(keys, name::ready);
    addSteps(keys, name::list);
    keys.add(name.messages());
    List<?> reply = (List<?>) access.run("stats", keys, List.of());
    List<Long> numbers = reply.subList(0, 3 + STEPS).stream().map(Long.class::cast).toList();
    List<?> heads = (List<?>) reply.get(3 + STEPS);
    Optional<String> note =
        reply.size() > 4 + STEPS ? Optional.of((String) reply.get(4 + STEPS)) : Optional.empty();
    return new QueueStats(
        queue,
        numbers.subList(3, 3 + STEPS),
        numbers.get(0),
        numbers.get(1),
        numbers.get(2),
        heads.stream().map(String.class::cast).toList(),
        note);
  }

  /** Stops handing out of a queue; answers whether it was running before. */
  public boolean pause(String queue, String note) {
    return pausing(queue, "pause", note);
  }

  /** Hands out again; answers whether it was paused before. */
  public boolean resume(String queue) {
    return pausing(queue, "resume", "");
  }

  private boolean pausing(String queue, String what, String note) {
    List<String> keys = List.of(access.queue(queue).paused());
    return access.run("pause", keys, List.of(what, note, access.wake(queue))).equals(1L);
  }

  /** Deletes all that waits, ready or delayed; answers how many. What runs or is dead stays. */
  public long purge(String queue) {
    return purge(queue, soFar -> {});
  }

  /** The same, telling now and then how many are deleted so far. */
  public long purge(String queue, LongConsumer progress) {
    QueueKeys name = access.queue(queue);
    List<String> keys =
        new ArrayList<>(
            List.of(name.delayed(), name.meta(), name.messages(), name.ids(), name.deadInfo()));
    addSteps(keys, name::ready);
    addSteps(keys, name::list);
    long total = 0;
    long batch;
    do {
      batch = (Long) access.run("purge", keys, List.of(PURGE_BATCH));
      total += batch;
      progress.accept(total);
    } while (batch > 0);
    return total;
  }

  /** Dead letters, the newest first; read in parts while the stream goes on. */
  public Stream<DeadLetter> dead(String queue) {
    return new Shelf(access, queue).dead();
  }

  /** One dead letter, by its delivery. */
  public Optional<DeadLetter> dead(String queue, String deliveryId) {
    return new Shelf(access, queue).dead(deliveryId);
  }

  /** What waits for its time, the next one first. */
  public List<Delayed> delayed(String queue, int limit) {
    return new Shelf(access, queue).delayed(limit);
  }

  /** Makes dead letters ready again, counted anew; answers how many there were. */
  public int requeue(String queue, List<String> deliveryIds) {
    QueueKeys name = access.queue(queue);
    List<String> keys = new ArrayList<>(List.of(name.dead(), name.deadInfo(), name.meta()));
    addSteps(keys, name::ready);
    List<String> args = new ArrayList<>(List.of(access.wake(queue)));
    args.addAll(deliveryIds);
    return deliveryIds.isEmpty() ? 0 : count(access.run("requeue", keys, args));
  }

  /** Deletes dead letters; answers how many there were. */
  public int drop(String queue, List<String> deliveryIds) {
    QueueKeys name = access.queue(queue);
    List<String> keys =
        List.of(name.dead(), name.deadInfo(), name.meta(), name.messages(), name.ids());
    return deliveryIds.isEmpty() ? 0 : count(access.run("drop", keys, deliveryIds));
  }

  /**
   * Looks for a task in all queues: first by its registered id, then through the lists.
   *
   * @param isIt whether a raw message is the task's; asked for every candidate
   */
  public Optional<Found> find(String taskId, Predicate<String> isIt) {
    SortedSet<String> names = names();
    Finder finder = new Finder(access, taskId, isIt, LONGEST_LOOK);
    return names.stream()
        .flatMap(queue -> finder.registered(queue).stream())
        .findFirst()
        .or(() -> names.stream().flatMap(queue -> finder.byLook(queue).stream()).findFirst());
  }

  /**
   * Whether a queue has a task that is not dead, or was too long to be looked through.
   *
   * @param isIt whether a raw message is the task's
   * @param longest how long it may take
   */
  public boolean mayHold(String queue, String taskId, Predicate<String> isIt, Duration longest) {
    return new Finder(access, taskId, isIt, longest).mayHold(queue);
  }

  private static void addSteps(List<String> keys, Function<Integer, String> key) {
    IntStream.range(0, STEPS).boxed().map(key).forEach(keys::add);
  }

  private static int count(Object reply) {
    return ((Long) reply).intValue();
  }
}
