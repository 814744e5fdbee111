package io.taskq.canvas;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans what follows the end of a task. Immutable. */
public final class Canvas {

  private static final List<String> LINKS = List.of("callbacks", "errbacks", "chain", "chord");

  private final Letters letters;

  public Canvas(Letters letters) {
    this.letters = letters;
  }

  /** A task to call at the end of another: nothing but its name. */
  public static JsonObject signature(String task) {
    return JsonObject.builder()
        .put("task", task)
        .put("args", JsonArray.EMPTY)
        .put("kwargs", JsonObject.EMPTY)
        .put("options", JsonObject.EMPTY)
        .put("subtask_type", JsonNull.NULL)
        .put("immutable", false)
        .build();
  }

  /** Whether anything follows. Most tasks stand alone. */
  public static boolean isAlone(Message message) {
    for (String link : LINKS) {
      if (!isNothing(message.embed().get(link))) {
        return false;
      }
    }
    return true;
  }

  /** Clients write null or an empty list where nothing follows. */
  private static boolean isNothing(Json link) {
    return link.isNull() || link.equals(JsonArray.EMPTY);
  }

  /**
   * Why what follows cannot be followed. Asked before the task runs: to run it and to drop what
   * should follow would lose work without a word.
   */
  public Optional<String> whatIsWrong(Message message) {
    if (isAlone(message)) {
      return Optional.empty();
    }
    try {
      afterSuccess(message, JsonNull.NULL, List.of());
      Plan failed = afterFailure(message);
      // The failure of a chord is one in the chord around it.
      for (Plan at = failed; at.chord().isPresent(); ) {
        Plan.Chord chord = at.chord().get();
        afterChord(chord, JsonArray.EMPTY, message);
        at = afterFailedChord(chord, message);
      }
      return Optional.empty();
    } catch (WrongSignature e) {
      return Optional.of("what should follow it cannot be followed: " + e.getMessage());
    }
  }

  /** The message with only that of what follows which can be followed. */
  public Message followable(Message message) {
    Message kept = message.withEmbed(JsonObject.EMPTY);
    for (String link : LINKS) {
      JsonObject more = kept.embed().with().put(link, message.embed().get(link)).build();
      if (whatIsWrong(kept.withEmbed(more)).isEmpty()) {
        kept = kept.withEmbed(more);
      }
    }
    return kept;
  }

  /**
   * What follows a success with that value.
   *
   * @param enqueued the tasks it has enqueued by itself: children of it as well
   */
  public Plan afterSuccess(Message message, Json value, List<String> enqueued) {
    Plan plan = new Plan();
    enqueued.forEach(id -> plan.child(Tuples.task(id)));
    if (isAlone(message)) {
      return plan;
    }
    Sender sender = Sender.of(message);
    Sending sending = new Sending(letters, sender, plan);
    Options lineage = lineage(sender);
    JsonArray args = JsonArray.of(value);
    Options embed = new Options(message.embed());
    callbacks(embed.signatures("callbacks"), sending, args, lineage, plan);
    List<Json> rest = embed.rest().items();
    if (!rest.isEmpty()) {
      Options left = lineage.with("chain", new JsonArray(rest.subList(0, rest.size() - 1)));
      plan.child(sending.send(Signature.of(rest.getLast()), args, left));
    }
    count(message, plan);
    return plan;
  }

  /** Groups among several are sent by themselves, all others as one group. */
  private static void callbacks(
      List<Signature> callbacks, Sending sending, JsonArray args, Options lineage, Plan plan) {
    if (callbacks.size() == 1) {
      plan.child(sending.send(callbacks.getFirst(), args, lineage));
      return;
    }
    List<Signature> others =
        callbacks.stream().filter(sig -> sig.kind() != Signature.Kind.GROUP).toList();
    for (Signature callback : callbacks) {
      if (callback.kind() == Signature.Kind.GROUP) {
        plan.child(sending.send(callback, args, lineage));
      }
    }
    if (!others.isEmpty()) {
      plan.child(sending.send(Signature.group(others, JsonObject.EMPTY), args, lineage));
    }
  }

  /** What follows a failure: the error callbacks, and the end of all that waited for it. */
  public Plan afterFailure(Message message) {
    Plan plan = ruin(message);
    Sender sender = Sender.of(message);
    errbacks(new Options(message.embed()).signatures("errbacks"), sender, plan);
    return plan;
  }

  /** What follows when it was not run, or ended from outside. Nobody calls that an error. */
  public Plan afterRevoke(Message message) {
    return ruin(message);
  }

  /**
   * What follows when a message could not be read but for its headers. They name its group, which
   * may be a chord; what the body of that is, other parts know.
   */
  public static Plan afterUnreadable(Message remains) {
    Plan plan = new Plan();
    remains
        .group()
        .ifPresent(group -> plan.count(new Plan.Chord(group, JsonNull.NULL), part(remains)));
    return plan;
  }

  private static Plan ruin(Message message) {
    Plan plan = new Plan();
    if (!isAlone(message)) {
      count(message, plan);
      new Ruin(plan).rest(Signature.many(new Options(message.embed()).rest()));
    }
    return plan;
  }

  /** The task itself, as a part of its chord. */
  private static void count(Message message, Plan plan) {
    Json body = message.embed().get("chord");
    if (!body.isNull() && message.group().isPresent()) {
      plan.count(new Plan.Chord(message.group().get(), body), part(message));
    }
  }

  private static Plan.Part part(Message message) {
    return new Plan.Part(message.id(), Ruin.index(message.headers().get("group_index")));
  }

  /**
   * They are sent as tasks that are told the id of what failed. A Python worker that has them runs
   * those that take more by itself; what a task of another language takes nobody here knows.
   */
  private void errbacks(List<Signature> errbacks, Sender sender, Plan plan) {
    if (!errbacks.isEmpty()) {
      new Sending(letters, sender, plan)
          .send(
              Signature.group(errbacks, JsonObject.EMPTY),
              JsonArray.of(Json.of(sender.id())),
              lineage(sender));
    }
  }

  /** Runs the body of a complete chord with the results of its parts. */
  public Plan afterChord(Plan.Chord chord, JsonArray results, Message last) {
    Plan plan = new Plan();
    new Sending(letters, Sender.of(last), plan)
        .send(Signature.of(chord.body()), JsonArray.of(results), Options.NONE);
    return plan;
  }

  /** The body of a chord that failed will not run. */
  public Plan afterFailedChord(Plan.Chord chord, Message last) {
    Plan plan = new Plan();
    Signature body = Signature.of(chord.body());
    new Ruin(plan).body(body);
    bodyErrbacks(body, List.of(), Sender.of(last), plan);
    return plan;
  }

  private void bodyErrbacks(Signature body, List<Signature> around, Sender sender, Plan plan) {
    List<Signature> errbacks = new ArrayList<>(around);
    errbacks.addAll(body.options().signatures("link_error"));
    switch (body.kind()) {
      case TASK -> errbacks(errbacks, body.id().map(sender::inPlaceOf).orElse(sender), plan);
      case CHAIN ->
          body.tasks().stream()
              .findFirst()
              .ifPresent(first -> bodyErrbacks(first, errbacks, sender, plan));
      case GROUP -> body.tasks().forEach(each -> bodyErrbacks(each, errbacks, sender, plan));
      case CHORD -> bodyErrbacks(body.body(), errbacks, sender, plan);
    }
  }

  private static Options lineage(Sender sender) {
    return new Options(
        JsonObject.builder().put("parent_id", sender.id()).put("root_id", sender.root()).build());
  }
}
