package io.taskq.canvas;

import io.taskq.canvas.Frost.Cover;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends signatures at the end of one task: each becomes the messages that Celery would send, as
 * part of a plan. Confined to one thread.
 */
final class Sending {

  private final Letters letters;
  private final Sender sender;
  private final Plan plan;

  Sending(Letters letters, Sender sender, Plan plan) {
    this.letters = letters;
    this.sender = sender;
    this.plan = plan;
  }

  /**
   * Sends it.
   *
   * @param args what its arguments begin with
   * @param options what wins over its own
   * @return what it was promised as
   */
  Json send(Signature signature, JsonArray args, Options options) {
    return switch (signature.kind()) {
      case TASK -> task(signature, args, options);
      case CHAIN -> chain(signature, args, options);
      case GROUP -> group(signature, args, options);
      case CHORD -> chord(signature, args, options);
    };
  }

  private Json task(Signature signature, JsonArray args, Options options) {
    Signature named = Frost.of(signature.with(signature.options().merge(options)), Cover.NONE);
    plan.send(letters.message(named, named.argsAfter(args), sender));
    return Tuples.task(named.id().orElseThrow());
  }

  /** Its end takes the place of the whole chain in a group or chord; its first step is sent. */
  private Json chain(Signature chain, JsonArray args, Options options) {
    Options all = chain.options().merge(options);
    List<Signature> reversed =
        new ArrayList<>(linked(Frost.steps(chain.tasks(), Cover.of(all)), all));
    if (reversed.isEmpty()) {
      return JsonNull.NULL;
    }
    Signature first = reversed.removeLast();
    List<Json> rest = new ArrayList<>(all.rest().items());
    reversed.forEach(step -> rest.add(step.json()));
    Options left =
        all.without(
            "task_id",
            "group_id",
            "chord",
            "group_index",
            "link",
            "link_error",
            "root_id",
            "parent_id");
    return send(
        first,
        chain.isImmutable() ? JsonArray.EMPTY : first(args, chain.args()),
        left.with("chain", new JsonArray(rest)));
  }

  private static JsonArray first(JsonArray args, JsonArray own) {
    List<Json> all = new ArrayList<>(args.items());
    all.addAll(own.items());
    return new JsonArray(all);
  }

  /** The callbacks of a chain are its last step's, its error callbacks every step's. */
  private static List<Signature> linked(List<Signature> reversed, Options options) {
    List<Signature> callbacks = options.signatures("link");
    List<Signature> errbacks = options.signatures("link_error");
    List<Signature> linked = new ArrayList<>();
    for (Signature step : reversed) {
      Signature heard = onEnd(step, "link_error", errbacks);
      linked.add(linked.isEmpty() ? onEnd(heard, "link", callbacks) : heard);
    }
    return linked;
  }

  /** What is linked to a chord is linked to its body, what to a group to its members. */
  private static Signature onEnd(Signature step, String name, List<Signature> links) {
    if (links.isEmpty()) {
      return step;
    }
    return switch (step.kind()) {
      case CHORD -> step.withHeaderAndBody(step.header(), onEnd(step.body(), name, links));
      case GROUP -> step.with(step.tasks().stream().map(t -> onEnd(t, name, links)).toList());
      default -> step.with(step.options().plus(name, links));
    };
  }

  private Json group(Signature group, JsonArray args, Options options) {
    Options all = group.options().merge(options);
    Json id = all.present("task_id").orElseGet(Letters::newId);
    Signature frozen =
        Frost.of(
            group.with(all.with("task_id", id)),
            new Cover(Optional.of(id), Optional.of(id), all.present("chord"), Optional.empty()));
    Options left = all.without("task_id", "group_id", "group_index", "link", "link_error", "chord");
    List<Signature> members = frozen.tasks();
    waitFor(members, id, all);
    for (Signature member : members) {
      Signature heard = onEnd(member, "link_error", all.signatures("link_error"));
      send(heard, first(args, group.args()), left);
    }
    return Tuples.end(frozen);
  }

  /** Says how many parts there are, when they are a chord's. */
  private void waitFor(List<Signature> members, Json id, Options group) {
    if (group.has("group_id")) {
      // The end of a chain in a chord: they are counted there, and often under that very id.
      return;
    }
    boolean isChord =
        group.has("chord") || members.stream().anyMatch(member -> member.options().has("chord"));
    int parts = members.stream().filter(member -> isOf(id, member)).mapToInt(Signature::size).sum();
    if (isChord && parts > 0) {
      plan.size(textOf(id), parts);
    }
  }

  /** A member that was given to another group counts there. */
  private static boolean isOf(Json id, Signature member) {
    return member.options().text("group_id").map(group -> group.equals(textOf(id))).orElse(true);
  }

  private static String textOf(Json id) {
    return new Options(JsonObject.builder().put("id", id).build()).text("id").orElse("");
  }

  /** Its header is sent, with the body in each of them; all else it was told is for the body. */
  private Json chord(Signature chord, JsonArray args, Options options) {
    Options all = chord.options().merge(options);
    Signature header = chord.header();
    Json id = header.options().present("task_id").orElseGet(Letters::newId);
    Optional<Json> own = all.present("task_id").filter(given -> !given.equals(id));
    Signature body = body(chord, all, own);
    if (header.tasks().isEmpty()) {
      return send(body, JsonArray.of(JsonArray.EMPTY), Options.NONE);
    }
    Options forHeader =
        all.without(
                "chain", "task_id", "group_id", "group_index", "link", "link_error", "countdown")
            .with("task_id", id)
            .with("chord", body.json());
    Signature members = header.with(header.options().without("group_id", "chord"));
    Json tuple = group(members, first(args, chord.args()), forHeader);
    saveShape(id, tuple);
    return tuple;
  }

  private static Signature body(Signature chord, Options all, Optional<Json> id) {
    Signature body = chord.body();
    Options options =
        body.options().merge(all.without("task_id", "link", "link_error", "countdown"));
    Signature heard =
        onEnd(
            onEnd(body.with(options), "link", all.signatures("link")),
            "link_error",
            all.signatures("link_error"));
    return Frost.of(heard, new Cover(id, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /** With groups inside, the order of the parts alone does not tell their places. */
  private void saveShape(Json id, Json tuple) {
    boolean nested =
        tuple.asArray().flatMap(pair -> pair.get(1).asArray()).stream()
            .flatMap(members -> members.items().stream())
            .anyMatch(Tuples::isGroup);
    if (nested) {
      plan.shape(textOf(id), tuple);
    }
  }
}
