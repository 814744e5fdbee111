package io.taskq.control;

import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import java.util.List;

/**
 * One queue as {@code inspect active_queues} tells of it. All members are there though most mean
 * nothing here: Flower reads them by name and fails when one is missing.
 */
final class QueueReply {

  private static final List<String> UNSET =
      List.of(
          "no_declare", "expires", "message_ttl", "max_length", "max_length_bytes", "max_priority");

  private QueueReply() {}

  static JsonObject of(String name) {
    JsonObject.Builder queue =
        JsonObject.builder()
            .put("name", name)
            .put("exchange", exchange(name))
            .put("routing_key", name)
            .put("queue_arguments", JsonNull.NULL)
            .put("binding_arguments", JsonNull.NULL)
            .put("consumer_arguments", JsonNull.NULL)
            .put("durable", true)
            .put("exclusive", false)
            .put("auto_delete", false)
            .put("no_ack", false)
            .put("alias", JsonNull.NULL)
            .put("bindings", JsonArray.EMPTY);
    UNSET.forEach(member -> queue.put(member, JsonNull.NULL));
    return queue.build();
  }

  private static JsonObject exchange(String name) {
    return JsonObject.builder()
        .put("name", name)
        .put("type", "direct")
        .put("arguments", JsonNull.NULL)
        .put("durable", true)
        .put("passive", false)
        .put("auto_delete", false)
        .put("delivery_mode", JsonNull.NULL)
        .put("no_declare", false)
        .build();
  }
}
