package io.taskq.cli.command;

import io.taskq.broker.DeadLetter;
import io.taskq.cli.option.CommandContext;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A dead letter with what can be read of its message.
 *
 * @param message empty when it is the very message that cannot be read
 * @param taskId as far as it can be read
 */
record Letter(DeadLetter dead, Optional<Message> message, Optional<String> taskId) {

  /** What a person may be shown of one queue, and more than one wants to read. */
  private static final int MOST = 10_000;

  /** The dead letters of these queues, the newest of each first. */
  static List<Letter> of(CommandContext context, Collection<String> queues) {
    MessageCodec codec = context.codec();
    return queues.stream()
        .flatMap(queue -> context.broker().queues().dead(queue, MOST).stream())
        .map(dead -> read(codec, dead))
        .toList();
  }

  private static Letter read(MessageCodec codec, DeadLetter dead) {
    try {
      Message message = codec.decode(dead.raw());
      return new Letter(dead, Optional.of(message), Optional.of(message.id()));
    } catch (Undecodable e) {
      return new Letter(dead, Optional.empty(), e.taskId());
    }
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

  JsonObject json() {
    return JsonObject.builder()
        .put("id", taskId)
        .put("delivery_id", dead.id())
        .put("task", message.map(Message::task))
        .put("queue", dead.queue())
        .put("buried_at", dead.buriedAt().toString())
        .put("reason", dead.reason())
        .build();
  }
}
