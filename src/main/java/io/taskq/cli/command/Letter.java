package io.taskq.cli.command;

import io.taskq.broker.DeadLetter;
import io.taskq.broker.PastDelivery;
import io.taskq.cli.option.CommandContext;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.PythonRepr;
import io.taskq.message.Undecodable;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A dead letter with what can be read of its message.
 *
 * @param message empty when it is the very message that cannot be read
 * @param taskId as far as it can be read
 */
record Letter(DeadLetter dead, Optional<Message> message, Optional<String> taskId) {

  /** The dead letters of these queues, the newest of each first, read as the stream goes on. */
  static Stream<Letter> of(CommandContext context, Collection<String> queues) {
    MessageCodec codec = context.codec();
    return queues.stream()
        .flatMap(queue -> context.broker().queues().dead(queue))
        .map(dead -> read(codec, dead));
  }

  private static Letter read(MessageCodec codec, DeadLetter dead) {
    try {
      Message message = codec.decode(dead.raw());
      return new Letter(dead, Optional.of(message), Optional.of(message.id()));
    } catch (Undecodable e) {
      return new Letter(dead, Optional.empty(), e.taskId());
    }
  }

  /** Those an expression is true of; all without one. */
  static Predicate<Letter> where(String expression, CommandContext context) {
    return expression == null
        ? letter -> true
        : Where.parse(expression, context.redis().time(), Set.copyOf(context.settings().hide()));
  }

  /** By what it is called: the task's id, or the delivery's where that cannot be read. */
  String id() {
    return taskId.orElse(dead.id());
  }

  boolean isCalled(String id) {
    return id.equals(dead.id()) || taskId.filter(id::equals).isPresent();
  }

  String task() {
    return message.map(Message::displayName).orElse("?");
  }

  /** The arguments as they may be shown. */
  Optional<String> args(Set<String> hide) {
    return message.map(read -> PythonRepr.of(read.args(), hide));
  }

  Optional<String> kwargs(Set<String> hide) {
    return message.map(read -> PythonRepr.of(read.kwargs(), hide));
  }

  JsonObject json() {
    return JsonObject.builder()
        .put("id", taskId)
        .put("delivery_id", dead.id())
        .put("task", message.map(Message::task))
        .put("queue", dead.queue())
        .put("buried_at", dead.buriedAt().toString())
        .put("reason", dead.reason())
        .put("deliveries", dead.deliveries())
        .put("history", new JsonArray(dead.history().stream().map(Letter::json).toList()))
        .build();
  }

  private static Json json(PastDelivery past) {
    return JsonObject.builder()
        .put("handed_out", past.handedOut().toString())
        .put("ended", past.ended().toString())
        .put("end", past.end().name().toLowerCase(Locale.ROOT))
        .put("worker", past.worker())
        .put("note", past.note())
        .build();
  }
}
