package io.taskq.canvas;

import io.taskq.json.Json;
import java.util.List;
import java.util.OptionalInt;

/**
 * What never runs because something before it failed. Whoever waits for it must be told, and a
 * chord that counts on it must not wait: else they would wait for ever.
 */
final class Ruin {

  private final Plan plan;

  Ruin(Plan plan) {
    this.plan = plan;
  }

  /** The rest of a chain, the last step first. */
  void rest(List<Signature> reversed) {
    reversed.forEach(this::lose);
    if (!reversed.isEmpty()) {
      count(reversed.getFirst());
    }
  }

  /** A chord's body, with all that would have followed it. */
  void body(Signature body) {
    lose(body);
    count(body);
  }

  private void lose(Signature signature) {
    Options options = signature.options();
    switch (signature.kind()) {
      case TASK ->
          options
              .text("task_id")
              .ifPresent(id -> plan.lose(new Plan.Lost(id, options.text("group_id"))));
      case CHAIN, GROUP -> signature.tasks().forEach(this::lose);
      case CHORD -> {
        signature.header().tasks().forEach(this::lose);
        lose(signature.body());
      }
    }
    Signature.many(options.rest()).forEach(this::lose);
  }

  /** The ends of what is lost are parts of the chord around it. */
  private void count(Signature signature) {
    List<Signature> rest = Signature.many(signature.options().rest());
    if (!rest.isEmpty()) {
      count(rest.getFirst());
      return;
    }
    switch (signature.kind()) {
      case TASK -> count(signature.options());
      case CHAIN -> {
        if (!signature.tasks().isEmpty()) {
          count(signature.tasks().getLast());
        }
      }
      case GROUP -> signature.tasks().forEach(this::count);
      case CHORD -> count(signature.body());
    }
  }

  private void count(Options options) {
    if (options.has("chord")
        && options.text("group_id").isPresent()
        && options.text("task_id").isPresent()) {
      plan.count(
          new Plan.Chord(options.text("group_id").get(), options.get("chord")),
          new Plan.Part(options.text("task_id").get(), index(options.get("group_index"))));
    }
  }

  /** The place of a part; Celery lets some have none. */
  static OptionalInt index(Json value) {
    return value.asLong().stream()
        .filter(place -> place == (int) (long) place)
        .mapToInt(Long::intValue)
        .findFirst();
  }
}
