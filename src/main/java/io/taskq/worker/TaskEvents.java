package io.taskq.worker;

import io.taskq.event.EventSender;
import io.taskq.json.Json;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.message.IsoTime;
import io.taskq.message.Message;
import io.taskq.message.PythonRepr;
import io.taskq.state.Failure;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells whoever listens what becomes of each task, as Celery's workers do, if that is wanted.
 * Thread-safe.
 */
final class TaskEvents {

  private static final int TERMINATED_BY = 15;

  private final EventSender sender;
  private final Discreet discreet;
  private volatile boolean wanted;

  /**
   * Makes it.
   *
   * @param wanted whether events are sent from the beginning
   */
  TaskEvents(EventSender sender, Discreet discreet, boolean wanted) {
    this.sender = sender;
    this.discreet = discreet;
    this.wanted = wanted;
  }

  /** Sends events from now on, or none. False when it did so already. */
  synchronized boolean want(boolean now) {
    boolean changed = wanted != now;
    wanted = now;
    return changed;
  }

  void received(Run run) {
    tell("task-received", run, this::received);
  }

  private void received(Message message, JsonObject.Builder event) {
    event
        .put("name", message.displayName())
        .put("args", discreet.of(message, message.argsRepr()))
        .put("kwargs", discreet.of(message, message.kwargsRepr()))
        .put("root_id", message.rootId())
        .put("parent_id", message.parentId())
        .put("retries", message.attempt() - 1)
        .put("eta", message.eta().map(IsoTime::format))
        .put("expires", message.expires().map(IsoTime::format));
  }

  void started(Run run) {
    tell("task-started", run, (message, event) -> {});
  }

  void succeeded(Run run, Json value, Duration took) {
    tell(
        "task-succeeded",
        run,
        (message, event) ->
            event.put("result", PythonRepr.of(value)).put("runtime", took.toNanos() / 1e9));
  }

  void failed(Run run, Failure failure) {
    tell("task-failed", run, (message, event) -> failure(failure, event));
  }

  void retried(Run run, Failure failure) {
    tell("task-retried", run, (message, event) -> failure(failure, event));
  }

  private static void failure(Failure failure, JsonObject.Builder event) {
    event.put("exception", failure.summary()).put("traceback", failure.traceback().orElse(""));
  }

  void revoked(Run run, boolean terminated, boolean expired) {
    tell(
        "task-revoked",
        run,
        (message, event) ->
            event
                .put("terminated", terminated)
                .put("signum", terminated ? Json.of(TERMINATED_BY) : JsonNull.NULL)
                .put("expired", expired));
  }

  void rejected(Run run, boolean requeue) {
    tell("task-rejected", run, (message, event) -> event.put("requeue", requeue));
  }

  private void tell(String type, Run run, Members members) {
    if (wanted) {
      sender.tell(type, () -> event(run, members));
    }
  }

  private static JsonObject event(Run run, Members members) {
    JsonObject.Builder event = JsonObject.builder().put("uuid", run.taskId());
    Optional<Message> message = run.message();
    message.ifPresent(known -> members.addTo(known, event));
    return event.build();
  }

  /** Adds what an event of a type has. */
  @FunctionalInterface
  private interface Members {
    void addTo(Message message, JsonObject.Builder event);
  }
}
