package io.taskq.canvas;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A task, or several, to be sent at some time: what Celery calls a signature. Immutable.
 *
 * @param kind what it is made of
 * @param json as it travels
 */
record Signature(Kind kind, JsonObject json) {

  /** What a signature is made of. */
  enum Kind {
    TASK,
    CHAIN,
    GROUP,
    CHORD
  }

  /** Reads one; those inside it are read when they are asked for. */
  static Signature of(Json value) {
    JsonObject json =
        value.asObject().orElseThrow(() -> new WrongSignature("a signature is not an object"));
    String type = json.textOf("subtask_type").orElse("");
    return switch (type) {
      // These two are plain tasks that call others by themselves.
      case "", "xmap", "xstarmap" -> task(json);
      case "chain" -> new Signature(Kind.CHAIN, json);
      case "group" -> new Signature(Kind.GROUP, json);
      case "chord" -> new Signature(Kind.CHORD, json);
      case "chunks" -> Chunks.group(json);
      default -> throw new WrongSignature("signatures of type " + type + " are not known");
    };
  }

  private static Signature task(JsonObject json) {
    if (json.textOf("task").filter(name -> !name.isEmpty()).isEmpty()) {
      throw new WrongSignature("a signature names no task");
    }
    return new Signature(Kind.TASK, json);
  }

  /** A group of these. */
  static Signature group(List<Signature> members, JsonObject options) {
    return new Signature(Kind.GROUP, compound("celery.group", "group", options)).with(members);
  }

  /** Runs the body when all of the header have ended. */
  static Signature chord(Signature header, Signature body) {
    JsonObject kwargs =
        JsonObject.builder()
            .put("kwargs", JsonObject.EMPTY)
            .put("header", header.json())
            .put("body", body.json())
            .build();
    JsonObject json = compound("celery.chord", "chord", JsonObject.EMPTY);
    return new Signature(Kind.CHORD, json.with().put("kwargs", kwargs).build());
  }

  private static JsonObject compound(String task, String type, JsonObject options) {
    return JsonObject.builder()
        .put("task", task)
        .put("args", JsonArray.EMPTY)
        .put("kwargs", JsonObject.EMPTY)
        .put("options", options)
        .put("subtask_type", type)
        .put("immutable", false)
        .build();
  }

  String task() {
    return json.textOf("task").orElse("");
  }

  boolean isImmutable() {
    return json.get("immutable").asBoolean().orElse(false);
  }

  JsonArray args() {
    return json.get("args").isNull()
        ? JsonArray.EMPTY
        : json.get("args").asArray().orElseThrow(() -> wrong("args is not an array"));
  }

  JsonObject kwargs() {
    return json.get("kwargs").isNull()
        ? JsonObject.EMPTY
        : json.get("kwargs").asObject().orElseThrow(() -> wrong("kwargs is not an object"));
  }

  Options options() {
    Json options = json.get("options");
    return new Options(
        options.isNull()
            ? JsonObject.EMPTY
            : options.asObject().orElseThrow(() -> wrong("options is not an object")));
  }

  Signature with(Options options) {
    return new Signature(kind, json.with().put("options", options.json()).build());
  }

  /** The arguments with these in front, unless it takes none. */
  JsonArray argsAfter(JsonArray first) {
    if (isImmutable() || first.items().isEmpty()) {
      return args();
    }
    List<Json> all = new ArrayList<>(first.items());
    all.addAll(args().items());
    return new JsonArray(all);
  }

  /** The steps of a chain in running order, the members of a group. */
  List<Signature> tasks() {
    return many(kwargs().get("tasks"));
  }

  Signature with(List<Signature> tasks) {
    JsonObject kwargs = kwargs().with().put("tasks", jsonOf(tasks)).build();
    return new Signature(kind, json.with().put("kwargs", kwargs).build());
  }

  /** The header of a chord; one that came as a list is made a group. */
  Signature header() {
    Json header = kwargs().get("header");
    if (header instanceof JsonArray members) {
      return group(many(members), JsonObject.EMPTY);
    }
    Signature one = of(header);
    return one.kind() == Kind.GROUP ? one : group(List.of(one), JsonObject.EMPTY);
  }

  Signature body() {
    return of(kwargs().get("body"));
  }

  Signature withHeaderAndBody(Signature header, Signature body) {
    JsonObject kwargs =
        kwargs().with().put("header", header.json()).put("body", body.json()).build();
    return new Signature(kind, json.with().put("kwargs", kwargs).build());
  }

  /** Several, as a list; one alone is taken for a list of one. */
  static List<Signature> many(Json value) {
    if (value instanceof JsonNull) {
      return List.of();
    }
    return value instanceof JsonArray list
        ? list.items().stream().map(Signature::of).toList()
        : List.of(of(value));
  }

  static JsonArray jsonOf(List<Signature> signatures) {
    return new JsonArray(signatures.stream().<Json>map(Signature::json).toList());
  }

  /** How many ends it has that count in a chord around it. */
  int size() {
    return switch (kind) {
      case TASK -> 1;
      case GROUP -> tasks().stream().mapToInt(Signature::size).sum();
      case CHORD -> body().size();
      case CHAIN ->
          tasks().reversed().stream()
              .mapToInt(Signature::size)
              .filter(size -> size > 0)
              .findFirst()
              .orElse(0);
    };
  }

  private WrongSignature wrong(String what) {
    return new WrongSignature(what + " in the signature of " + task());
  }

  /** Its id, when it was given one. */
  Optional<String> id() {
    return options().text("task_id");
  }
}
