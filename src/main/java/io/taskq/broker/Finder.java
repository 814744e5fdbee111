package io.taskq.broker;

import io.taskq.broker.Found.Place;
import io.taskq.redis.QueueKeys;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds a task in a queue: by its registered id, else by a look through the lists that takes a
 * bounded time.
 */
final class Finder {

  private static final int LOOK_AT = 500;
  private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._:-]+");

  private final Access access;
  private final String taskId;
  private final Predicate<String> isIt;
  private final long deadline;

  Finder(Access access, String taskId, Predicate<String> isIt, Duration longest) {
    this.access = access;
    this.taskId = taskId;
    this.isIt = isIt;
    this.deadline = System.nanoTime() + longest.toNanos();
  }

  Optional<Found> registered(String queue) {
    QueueKeys keys = access.queue(queue);
    String ids = access.redis().ask("find", client -> client.hget(keys.ids(), taskId));
    return ids == null
        ? Optional.empty()
        : Stream.of(ids.split(" "))
            .flatMap(id -> registered(queue, keys, id).stream())
            .min(Comparator.comparing(Found::place));
  }

  private Optional<Found> registered(String queue, QueueKeys keys, String id) {
    String raw = access.redis().ask("find", client -> client.hget(keys.messages(), id));
    return Optional.ofNullable(raw)
        .filter(isIt)
        .map(text -> found(queue, place(keys, id), id, text));
  }

  private Found found(String queue, Place where, String id, String raw) {
    String meta =
        id.isEmpty()
            ? null
            : access.redis().ask("find", client -> client.hget(access.queue(queue).meta(), id));
    return new Found(queue, where, id, Access.deliveries(meta), waits(meta), raw);
  }

  private static Optional<Deferral.Kind> waits(String meta) {
    return switch (Access.lastOp(meta)) {
      case "retry" -> Optional.of(Deferral.Kind.RETRY);
      case "later" -> Optional.of(Deferral.Kind.LATER);
      // Its worker, or the process it ran in.
      case "crash", "reap" -> Optional.of(Deferral.Kind.CRASH);
      default -> Optional.empty();
    };
  }

  private Place place(QueueKeys keys, String id) {
    if (isIn(keys.leased(), id)) {
      return Place.LEASED;
    }
    if (isIn(keys.delayed(), id)) {
      return Place.DELAYED;
    }
    return isIn(keys.dead(), id) ? Place.DEAD : Place.READY;
  }

  private boolean isIn(String zset, String id) {
    return access.redis().ask("find", client -> client.zscore(zset, id)) != null;
  }

  Optional<Found> byLook(String queue) {
    QueueKeys keys = access.queue(queue);
    Optional<Found> found = look(queue, keys.leased(), "sorted", Place.LEASED);
    for (int step = 0; found.isEmpty() && step < QueueKeys.STEPS.size(); step++) {
      found = look(queue, keys.ready(step), "ready", Place.READY);
      if (found.isEmpty()) {
        found = look(queue, keys.list(step), "list", Place.WAITING);
      }
    }
    return found;
  }

  /**
   * Whether the queue has it and it is not dead, or that could not be found out in time. Looked at
   * twice: a message that moves on while it is looked for is at its new place the second time.
   */
  boolean mayHold(String queue) {
    for (int pass = 0; pass < 2; pass++) {
      Optional<Found> found = registered(queue).or(() -> byLook(queue));
      if (found.isPresent() && found.get().place() != Place.DEAD) {
        return true;
      }
    }
    return System.nanoTime() >= deadline;
  }

  /** From the head: what is pushed meanwhile moves elements towards the part not yet seen. */
  private Optional<Found> look(String queue, String place, String kind, Place where) {
    long seen = LOOK_AT;
    for (int first = 0; seen == LOOK_AT && System.nanoTime() < deadline; first += LOOK_AT) {
      List<String> args =
          List.of(kind, Integer.toString(first), Integer.toString(LOOK_AT), plainPart());
      List<?> reply =
          (List<?>) access.run("look", List.of(place, access.queue(queue).messages()), args);
      seen = (Long) reply.get(0);
      for (int i = 1; i < reply.size(); i += 2) {
        if (isIt.test((String) reply.get(i + 1))) {
          return Optional.of(found(queue, where, (String) reply.get(i), (String) reply.get(i + 1)));
        }
      }
    }
    return Optional.empty();
  }

  /** A part of the id that stands in the message as it is, whatever JSON writer wrote it. */
  private String plainPart() {
    return Arrays.stream(NOT_PLAIN.split(taskId))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }
}
