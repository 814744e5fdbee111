package io.taskq.result;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonException;
import io.taskq.json.JsonObject;
import io.taskq.message.IsoTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The text of a stored result, member for member as Celery 5.6 writes it. */
public final class ResultCodec {

  /** The members that every result may have. All others are extended ones. */
  static final Set<String> MEMBERS =
      Set.of(
          "status",
          "result",
          "traceback",
          "children",
          "date_done",
          "group_id",
          "parent_id",
          "task_id");

  private ResultCodec() {}

  /** The text to store, and to publish. */
  public static String encode(TaskResult result) {
    Subject subject = result.subject();
    JsonObject.Builder members =
        JsonObject.builder()
            .put("status", result.status())
            .put("result", result.result())
            .put("traceback", result.traceback())
            .put("children", result.children())
            .put("date_done", result.doneAt().map(IsoTime::format));
    subject.groupId().ifPresent(group -> members.put("group_id", group));
    subject.parentId().ifPresent(parent -> members.put("parent_id", parent));
    subject.extended().members().forEach(members::put);
    return members.put("task_id", subject.taskId()).build().text();
  }

  /**
   * Reads a stored result, whoever wrote it.
   *
   * @throws TaskqException.Refused when the text is not a result
   */
  public static TaskResult decode(String taskId, String text) {
    JsonObject stored;
    try {
      stored = Json.parse(text).asObject().filter(o -> o.has("status")).orElse(null);
    } catch (JsonException e) {
      throw unreadable(taskId, e.getMessage());
    }
    if (stored == null) {
      throw unreadable(taskId, "what is stored is not a result");
    }
    return new TaskResult(
        subject(taskId, stored),
        stored.textOf("status").orElse("UNKNOWN"),
        stored.get("result"),
        stored.textOf("traceback"),
        stored.has("children") ? stored.get("children") : JsonArray.EMPTY,
        // Celery before 5.3 wrote UTC without saying so.
        stored.textOf("date_done").flatMap(t -> IsoTime.parse(t, ZoneOffset.UTC)));
  }

  private static Subject subject(String taskId, JsonObject stored) {
    JsonObject.Builder extended = JsonObject.builder();
    for (Map.Entry<String, Json> member : stored.members().entrySet()) {
      if (!MEMBERS.contains(member.getKey())) {
        extended.put(member.getKey(), member.getValue());
      }
    }
    Optional<String> id = stored.textOf("task_id");
    return new Subject(
        id.orElse(taskId), stored.textOf("group_id"), stored.textOf("parent_id"), extended.build());
  }

  private static TaskqException unreadable(String taskId, String why) {
    return new TaskqException.Refused(
        "cannot read the result of " + taskId,
        why,
        "Remove it with: taskq result --forget " + taskId);
  }
}
