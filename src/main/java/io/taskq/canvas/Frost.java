package io.taskq.canvas;

import io.taskq.json.Json;
import io.taskq.message.RandomId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Gives the tasks of a signature their ids before they are sent, which Celery calls freezing, so
 * that what was promised can be named. Ids that are there stay.
 */
final class Frost {

  private Frost() {}

  /**
   * What is laid on the end of a signature: a chain's last step, a chord's body.
   *
   * @param chord the body of the chord it counts in
   */
  record Cover(
      Optional<Json> id, Optional<Json> group, Optional<Json> chord, Optional<Json> index) {

    static final Cover NONE =
        new Cover(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Takes it off a compound's options. */
    static Cover of(Options options) {
      return new Cover(
          options.present("task_id"),
          options.present("group_id"),
          options.present("chord"),
          options.present("group_index"));
    }

    Cover member(int place) {
      return new Cover(Optional.empty(), group, chord, Optional.<Json>of(Json.of(place)));
    }

    Options on(Options options) {
      return options
          .withDefault("task_id", id.or(() -> Optional.of(Json.of(RandomId.next()))))
          .withDefault("group_id", group)
          .with("chord", chord)
          .withDefault("group_index", index);
    }
  }

  static Signature of(Signature signature, Cover cover) {
    Options options = signature.options();
    return switch (signature.kind()) {
      case TASK -> signature.with(cover.on(options));
      case CHAIN -> {
        Cover own = Cover.of(options);
        Cover last = new Cover(own.id().or(cover::id), cover.group(), cover.chord(), cover.index());
        List<Signature> reversed = steps(signature.tasks(), last);
        yield signature.with(reversed.reversed());
      }
      case GROUP -> {
        Cover named = new Cover(cover.group(), cover.group(), cover.chord(), Optional.empty());
        yield signature.with(members(signature, cover)).with(named.on(options));
      }
      case CHORD -> {
        Signature header = of(signature.header(), Cover.NONE);
        Signature body = of(signature.body(), cover);
        yield signature
            .withHeaderAndBody(header, body)
            .with(options.with("task_id", header.options().get("task_id")));
      }
    };
  }

  /** The members of a group and of the groups inside it. */
  private static List<Signature> members(Signature group, Cover cover) {
    List<Signature> members = new ArrayList<>();
    for (Signature member : flat(group)) {
      members.add(of(member, cover.member(members.size())));
    }
    return members;
  }

  static List<Signature> flat(Signature group) {
    List<Signature> flat = new ArrayList<>();
    for (Signature member : group.tasks()) {
      flat.addAll(member.kind() == Signature.Kind.GROUP ? flat(member) : List.of(member));
    }
    return flat;
  }

  /** The steps of a chain and of the chains inside it, the last one first, as they travel. */
  static List<Signature> steps(List<Signature> inOrder, Cover last) {
    Deque<Signature> waiting = new ArrayDeque<>(inOrder);
    List<Signature> reversed = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Signature step = alone(waiting.removeLast());
      if (step.kind() == Signature.Kind.CHAIN) {
        step.tasks().forEach(waiting::addLast);
      } else if (step.kind() == Signature.Kind.GROUP && !reversed.isEmpty()) {
        // What follows a group waits for all of it.
        reversed.add(of(Signature.chord(step, reversed.removeLast()), Cover.NONE));
      } else {
        reversed.add(of(step, reversed.isEmpty() ? last : Cover.NONE));
      }
    }
    return reversed;
  }

  /** A group of one is that one. */
  private static Signature alone(Signature step) {
    boolean lonely = step.kind() == Signature.Kind.GROUP && step.tasks().size() == 1;
    return lonely ? step.tasks().getFirst() : step;
  }
}
