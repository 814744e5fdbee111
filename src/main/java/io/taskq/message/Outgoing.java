package io.taskq.message;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds a new task message with every header Celery 5.6 writes. Confined to one thread.
 *
 * <p>What is not said has Celery's value: a random id, no arguments, the queue {@code celery}.
 */
public final class Outgoing {

  private final String task;
  private final JsonObject.Builder extra = JsonObject.builder();
  private final List<Json> callbacks = new ArrayList<>();
  private final List<Json> errbacks = new ArrayList<>();
  private Optional<String> id = Optional.empty();
  private JsonArray args = JsonArray.EMPTY;
  private JsonObject kwargs = JsonObject.EMPTY;
  private Route route = Route.to("celery");
  private Optional<Instant> eta = Optional.empty();
  private Optional<Instant> expires = Optional.empty();
  private Json hardLimit = JsonNull.NULL;
  private Json softLimit = JsonNull.NULL;
  private Json chain = JsonNull.NULL;
  private Json chord = JsonNull.NULL;
  private Set<String> hidden = Set.of();
  private String origin = "";

  private Outgoing(String task) {
    this.task = task;
  }

  /** A message for the task of this name. */
  public static Outgoing of(String task) {
    return new Outgoing(task);
  }

  public Outgoing id(String value) {
    id = Optional.of(value);
    return this;
  }

  public Outgoing args(JsonArray value) {
    args = value;
    return this;
  }

  public Outgoing kwargs(JsonObject value) {
    kwargs = value;
    return this;
  }

  public Outgoing queue(String queue) {
    route = route.withQueue(queue);
    return this;
  }

  /** 0 to 9; 0 is served first. */
  public Outgoing priority(int priority) {
    route = new Route(route.queue(), priority, route.replyTo());
    return this;
  }

  public Outgoing replyTo(String address) {
    route = new Route(route.queue(), route.priority(), Optional.of(address));
    return this;
  }

  public Outgoing eta(Instant value) {
    eta = Optional.of(value);
    return this;
  }

  public Outgoing expires(Instant value) {
    expires = Optional.of(value);
    return this;
  }

  /** After this long the task is stopped. */
  public Outgoing hardLimit(Duration limit) {
    hardLimit = seconds(limit);
    return this;
  }

  /** After this long the task is asked to stop. */
  public Outgoing softLimit(Duration limit) {
    softLimit = seconds(limit);
    return this;
  }

  /** A signature to send after success. */
  public Outgoing link(JsonObject signature) {
    callbacks.add(signature);
    return this;
  }

  /** A signature to send after failure. */
  public Outgoing linkError(JsonObject signature) {
    errbacks.add(signature);
    return this;
  }

  /** The signatures of the steps that follow, the last one first. */
  public Outgoing chain(Json steps) {
    chain = steps;
    return this;
  }

  /** The signature of the body of the chord it is a part of. */
  public Outgoing chord(Json body) {
    chord = body;
    return this;
  }

  /** One header more, or another value for one. */
  public Outgoing header(String name, Json value) {
    extra.put(name, value);
    return this;
  }

  /** When it is enqueued, so that anybody can tell how long it waits. */
  public Outgoing sent(Instant when) {
    return header(Message.SENT, Json.of(when.toEpochMilli()));
  }

  /** The moment of a schedule it is for. */
  public Outgoing slot(Instant when) {
    return header(Message.SLOT, Json.of(when.toString()));
  }

  /** Names of arguments that are shown as stars wherever the message is listed or logged. */
  public Outgoing hide(Set<String> names) {
    hidden = Set.copyOf(names);
    return this;
  }

  /** Who sends it, as in {@code gen4711@alpha}. */
  public Outgoing origin(long pid, String host) {
    origin = "gen" + pid + "@" + host;
    return this;
  }

  public Message build() {
    String name = id.orElseGet(RandomId::next);
    JsonObject.Builder headers = headers(name);
    extra.build().members().forEach(headers::put);
    return new Message(name, task, args, kwargs, embed(), headers.build(), route);
  }

  private JsonObject.Builder headers(String name) {
    return JsonObject.builder()
        .put("lang", "java")
        .put("task", task)
        .put("id", name)
        .put("shadow", JsonNull.NULL)
        .put("eta", eta.map(IsoTime::format))
        .put("expires", expires.map(IsoTime::format))
        .put("group", JsonNull.NULL)
        .put("group_index", JsonNull.NULL)
        .put("retries", 0)
        .put("timelimit", JsonArray.of(hardLimit, softLimit))
        .put("root_id", name)
        .put("parent_id", JsonNull.NULL)
        .put("argsrepr", PythonRepr.ofArgs(args, hidden))
        .put("kwargsrepr", PythonRepr.of(kwargs, hidden))
        .put("origin", origin)
        .put("ignore_result", false)
        .put("replaced_task_nesting", 0)
        .put("stamped_headers", JsonNull.NULL)
        .put("stamps", JsonObject.EMPTY);
  }

  private JsonObject embed() {
    return JsonObject.builder()
        .put("callbacks", orNull(callbacks))
        .put("errbacks", orNull(errbacks))
        .put("chain", chain)
        .put("chord", chord)
        .build();
  }

  private static Json orNull(List<Json> signatures) {
    return signatures.isEmpty() ? JsonNull.NULL : new JsonArray(signatures);
  }

  /** Whole seconds as a whole number: Python shows them as people wrote them. */
  private static Json seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0
        ? Json.of(limit.toSeconds())
        : Json.of(limit.toMillis() / 1000.0);
  }
}
