package io.taskq.result;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonString;
import io.taskq.message.Message;
import java.util.Optional;

/**
 * Whose result it is.
 *
 * @param taskId names the result
 * @param groupId the group or chord the task is part of
 * @param parentId the task that sent it
 * @param extended further members to store: name, args, kwargs, worker, retries, queue
 */
public record Subject(
    String taskId, Optional<String> groupId, Optional<String> parentId, JsonObject extended) {

  /** A task of which only the id is known. */
  public static Subject of(String taskId) {
    return new Subject(taskId, Optional.empty(), Optional.empty(), JsonObject.EMPTY);
  }

  /** The task of a message. */
  public static Subject of(Message message) {
    return new Subject(message.id(), message.group(), message.parentId(), JsonObject.EMPTY);
  }

  /** The task of a message with all that {@code result_extended} asks for. */
  public static Subject extended(Message message, String worker) {
    JsonObject.Builder members =
        JsonObject.builder()
            .put("name", message.task())
            .put("args", message.args())
            .put("kwargs", message.kwargs())
            .put("worker", worker)
            .put("retries", message.attempt() - 1)
            .put("queue", message.route().queue());
    stamps(message, members);
    return new Subject(message.id(), message.group(), message.parentId(), members.build());
  }

  private static void stamps(Message message, JsonObject.Builder members) {
    if (message.headers().get("stamped_headers") instanceof JsonArray names) {
      members.put("stamped_headers", names);
      JsonObject stamps = message.headers().get("stamps").asObject().orElse(JsonObject.EMPTY);
      for (Json name : names) {
        if (name instanceof JsonString(String stamp) && !isTaken(stamp)) {
          members.put(stamp, stamps.get(stamp));
        }
      }
    }
  }

  /** A stamp is named by the sender, and must not pass for a member that means something. */
  private static boolean isTaken(String stamp) {
    return ResultCodec.MEMBERS.contains(stamp);
  }
}
