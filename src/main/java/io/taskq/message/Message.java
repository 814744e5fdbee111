package io.taskq.message;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/**
 * One request to run one task, as Celery's protocol 2 has it. Headers nobody here knows are kept
 * and travel on with a retry.
 *
 * @param id names the task; its result is kept under the same id
 * @param task the registered name of the task to run
 * @param args the positional arguments
 * @param kwargs the arguments by name
 * @param embed callbacks, errbacks, chain and chord, as signatures
 * @param headers all headers, id and task among them
 * @param route queue, priority and reply address
 */
public record Message(
    String id,
    String task,
    JsonArray args,
    JsonObject kwargs,
    JsonObject embed,
    JsonObject headers,
    Route route) {

  /** The header that says in milliseconds since 1970 when it was enqueued. Ours alone. */
  static final String SENT = "taskq_sent";

  /** The header that says for which moment of a schedule it is, as ISO 8601 in UTC. */
  static final String SLOT = "taskq_slot";

  public Message {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(args, "args");
    Objects.requireNonNull(kwargs, "kwargs");
    Objects.requireNonNull(embed, "embed");
    Objects.requireNonNull(headers, "headers");
    Objects.requireNonNull(route, "route");
  }

  /** Which try this is; the first is 1. */
  public int attempt() {
    return Headers.retries(headers) + 1;
  }

  /** When it was enqueued, where the sender says so; Celery does not. */
  public Optional<Instant> sent() {
    return headers.get(SENT).asLong().map(Instant::ofEpochMilli);
  }

  /** The earliest moment to run; absent means at once. */
  public Optional<Instant> eta() {
    return time("eta");
  }

  /** The moment after which the task must not start any more. */
  public Optional<Instant> expires() {
    return time("expires");
  }

  /** Whether the task must not start any more. */
  public boolean isExpired(Instant now) {
    return expires().map(now::isAfter).orElse(false);
  }

  /** The hard time limit this message asks for; absent leaves it to the task. */
  public Optional<Duration> hardLimit() {
    return Headers.limit(headers, 0);
  }

  /** The soft time limit this message asks for; absent leaves it to the task. */
  public Optional<Duration> softLimit() {
    return Headers.limit(headers, 1);
  }

  /** Whether no result is wanted; absent leaves it to the task. */
  public Optional<Boolean> ignoreResult() {
    return Headers.flag(headers, "ignore_result");
  }

  /** The first task of the tree this one belongs to; its own id when the sender named none. */
  public String rootId() {
    return Headers.text(headers, "root_id").orElse(id);
  }

  /** The task that sent this one. */
  public Optional<String> parentId() {
    return Headers.text(headers, "parent_id");
  }

  /** The group or chord this task is part of. */
  public Optional<String> group() {
    return Headers.text(headers, "group");
  }

  /** The name to show instead of the task's own. */
  public Optional<String> shadow() {
    return headers.textOf("shadow").filter(name -> !name.isEmpty());
  }

  /** The name for logs and lists. */
  public String displayName() {
    return shadow().orElse(task);
  }

  /** The arguments as the sender wants them shown. */
  public String argsRepr() {
    return headers.textOf("argsrepr").orElseGet(() -> PythonRepr.ofArgs(args));
  }

  /** The arguments by name as the sender wants them shown. */
  public String kwargsRepr() {
    return headers.textOf("kwargsrepr").orElseGet(() -> PythonRepr.of(kwargs));
  }

  /** The message to send after this attempt failed: the same id, so the result stays one story. */
  public Message retry(Instant eta) {
    JsonObject next =
        headers
            .with()
            .put("retries", attempt())
            .put("eta", IsoTime.format(eta))
            .put("root_id", rootId())
            .put("parent_id", id)
            .remove("redelivered")
            .build();
    return withHeaders(next);
  }

  /** The same message with one header more, or changed. */
  public Message withHeader(String name, Json value) {
    return withHeaders(headers.with().put(name, value).build());
  }

  /** The same message on another queue. */
  public Message onQueue(String queue) {
    return new Message(id, task, args, kwargs, embed, headers, route.withQueue(queue));
  }

  /** The same message with other callbacks, errbacks, chain and chord. */
  public Message withEmbed(JsonObject other) {
    return new Message(id, task, args, kwargs, other, headers, route);
  }

  /** What would keep it from being read again; for one that was built from foreign parts. */
  public Optional<String> whatIsWrong() {
    return Headers.whatIsWrongWithId(id).or(() -> Headers.whatIsWrong(headers));
  }

  private Message withHeaders(JsonObject changed) {
    return new Message(id, task, args, kwargs, embed, changed, route);
  }

  /** Times without a zone were given one by the codec. */
  private Optional<Instant> time(String header) {
    return headers.textOf(header).flatMap(text -> IsoTime.parse(text, ZoneOffset.UTC));
  }
}
