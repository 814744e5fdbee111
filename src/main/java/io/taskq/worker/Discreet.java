package io.taskq.worker;

import io.taskq.json.Hiding;
import io.taskq.json.Json;
import io.taskq.json.JsonString;
import io.taskq.message.Message;
import io.taskq.state.Failure;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the values of hidden arguments out of what is stored and logged of a task: an exception
 * often repeats what it was given. Immutable.
 */
record Discreet(Hiding hiding) {

  /** The message as it may be stored beside a result. */
  Message of(Message message) {
    return new Message(
        message.id(),
        message.task(),
        hiding.mask(message.args()),
        hiding.mask(message.kwargs()),
        message.embed(),
        message.headers(),
        message.route());
  }

  /** The failure without the hidden values of its message. */
  Failure of(Message message, Failure failure) {
    Set<String> secrets = secrets(message);
    if (secrets.isEmpty()) {
      return failure;
    }
    return new Failure(
        failure.type(),
        failure.module(),
        failure.message().stream().map(part -> masked(part, secrets)).toList(),
        Optional.of(masked(failure.traceback().orElse(""), secrets)).filter(t -> !t.isEmpty()));
  }

  /** A text that tells of the message, without the values of its hidden arguments. */
  String of(Message message, String text) {
    return masked(text, secrets(message));
  }

  private Set<String> secrets(Message message) {
    Set<String> secrets = new HashSet<>(hiding.secrets(message.args()));
    secrets.addAll(hiding.secrets(message.kwargs()));
    return secrets;
  }

  private Json masked(Json part, Set<String> secrets) {
    return part instanceof JsonString(String text)
        ? Json.of(masked(text, secrets))
        : hiding.mask(part);
  }

  private static String masked(String text, Set<String> secrets) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }
}
