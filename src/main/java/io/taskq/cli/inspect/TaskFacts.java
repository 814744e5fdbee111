package io.taskq.cli.inspect;

import io.taskq.broker.Found;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.result.TaskResult;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is known of one task, from the stored result, the queues and the nodes.
 *
 * @param id the task id
 * @param result what is stored
 * @param found the message, if a queue holds it
 * @param message the same, decoded
 * @param running what a node tells of it, if one runs it
 */
record TaskFacts(
    String id,
    Optional<TaskResult> result,
    Optional<Found> found,
    Optional<Message> message,
    Optional<Running> running) {

  /** A node's word that it has the task. */
  record Running(String node, JsonObject task) {

    Optional<Instant> since() {
      return task.get("time_start") instanceof JsonNumber number && number.isFinite()
          ? Optional.of(Instant.ofEpochMilli((long) (number.doubleValue() * 1000)))
          : Optional.empty();
    }
  }

  boolean isKnown() {
    return result.isPresent() || found.isPresent() || running.isPresent();
  }

  Optional<Found.Place> place() {
    return found.map(Found::place);
  }

  /** The state; where none is stored, what can be seen tells. */
  String state() {
    return result
        .map(TaskResult::status)
        .or(() -> running.map(node -> "STARTED"))
        .orElse(place().filter(Found.Place.LEASED::equals).map(p -> "RECEIVED").orElse("PENDING"));
  }

  /** The task's name, as far as anybody tells. */
  String name() {
    return message
        .map(Message::displayName)
        .or(() -> running.flatMap(node -> node.task().textOf("name")))
        .orElse("task");
  }

  Optional<Integer> attempt() {
    return running
        .flatMap(node -> node.task().get("attempt").asLong().map(Long::intValue))
        .or(() -> message.map(Message::attempt));
  }

  /** Whether it lies in a queue and nobody works on it. */
  boolean isWaiting() {
    return running.isEmpty()
        && place().filter(p -> p != Found.Place.LEASED && p != Found.Place.DEAD).isPresent();
  }

  /** When it may run, if that was set. */
  Optional<Instant> due() {
    return place().filter(Found.Place.DELAYED::equals).flatMap(p -> message).flatMap(Message::eta);
  }
}
