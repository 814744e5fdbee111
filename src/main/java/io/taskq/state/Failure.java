package io.taskq.state;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a task failed, in the form Celery stores exceptions. Names from stored data stay text: no
 * class is ever looked up by them.
 *
 * @param type the exception's simple name
 * @param module the Python module or Java package it is from
 * @param message the exception's arguments, usually one text
 * @param traceback the stack trace as text
 */
public record Failure(
    String type, Optional<String> module, List<Json> message, Optional<String> traceback) {

  private static final String CELERY = "celery.exceptions";
  private static final String BILLIARD = "billiard.exceptions";

  public Failure {
    message = List.copyOf(message);
  }

  /** No task of this name is known here. */
  public static Failure notRegistered(String task) {
    return plain("NotRegistered", CELERY, Json.of(task));
  }

  /** Taken back: {@code revoked}, {@code terminated} or {@code expired}. */
  public static Failure revoked(String how) {
    return plain("TaskRevokedError", CELERY, Json.of(how));
  }

  /** Stopped after its hard time limit. */
  public static Failure timeLimit(Duration limit) {
    return plain("TimeLimitExceeded", BILLIARD, seconds(limit));
  }

  /** Gave up when its soft time limit was over. */
  public static Failure softTimeLimit() {
    return plain("SoftTimeLimitExceeded", BILLIARD);
  }

  /** The worker that ran it died. */
  public static Failure workerLost(String why) {
    return plain("WorkerLostError", BILLIARD, Json.of(why));
  }

  /** The message cannot be read, or its result cannot be written. */
  public static Failure notReadable(String why) {
    return plain("DecodeError", "kombu.exceptions", Json.of(why));
  }

  /** Its value cannot be written as JSON. */
  public static Failure notWritable(String why) {
    return plain("EncodeError", "kombu.exceptions", Json.of(why));
  }

  /** A member of the chord failed. */
  public static Failure chord(String taskId, Failure cause) {
    String why = "Dependency " + taskId + " raised " + cause.summary();
    return plain("ChordError", CELERY, Json.of(why));
  }

  /** What the members of the chord left cannot be put together. */
  public static Failure joinError(String why) {
    return plain("ChordError", CELERY, Json.of("Join error: " + why));
  }

  /** The retries are used up, and no exception says why. */
  public static Failure maxRetries(String task, String id) {
    return plain(
        "MaxRetriesExceededError", CELERY, Json.of("Can't retry " + task + "[" + id + "]"));
  }

  /** A failure of our own with a type of our own. */
  public static Failure plain(String type, String module, Json... message) {
    return new Failure(type, Optional.of(module), List.of(message), Optional.empty());
  }

  /** What a Java exception says: simple name, package, text and stack trace. */
  public static Failure of(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    String name = thrown.getClass().getName();
    int dot = name.lastIndexOf('.');
    List<Json> message =
        thrown.getMessage() == null ? List.of() : List.of(Json.of(thrown.getMessage()));
    return new Failure(
        name.substring(dot + 1).replace('$', '.'),
        Optional.of(dot < 0 ? "" : name.substring(0, dot)),
        message,
        Optional.of(trace.toString()));
  }

  /** Reads a stored failure. Whatever is stored gives a failure: a reader needs some answer. */
  public static Failure fromJson(Json stored, Optional<String> traceback) {
    JsonObject object = stored.asObject().orElse(JsonObject.EMPTY);
    Json message = object.has("exc_type") ? object.get("exc_message") : stored;
    List<Json> parts =
        message.isNull()
            ? List.of()
            : message.asArray().map(JsonArray::items).orElse(List.of(message));
    return new Failure(
        object.textOf("exc_type").orElse("Exception"),
        object.textOf("exc_module"),
        parts,
        traceback);
  }

  /** The object a Celery client turns back into an exception. */
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("exc_type", type)
        .put("exc_message", new JsonArray(message))
        .put("exc_module", module)
        .build();
  }

  public Failure withTraceback(String text) {
    return new Failure(type, module, message, Optional.of(text));
  }

  /** The message for people: its text, or its parts as JSON. */
  public String text() {
    return message.size() == 1
        ? message.getFirst().asText().orElseGet(() -> message.getFirst().text())
        : String.join(", ", message.stream().map(Json::text).toList());
  }

  /** Type and message in one, as in {@code ValueError('bad thing', 42)}. */
  public String summary() {
    return type + "(" + String.join(", ", message.stream().map(Failure::quoted).toList()) + ")";
  }

  private static String quoted(Json part) {
    return part.asText()
        .map(text -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'")
        .orElseGet(part::text);
  }

  private static Json seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0
        ? Json.of(limit.toSeconds())
        : Json.of(limit.toMillis() / 1000.0);
  }
}
