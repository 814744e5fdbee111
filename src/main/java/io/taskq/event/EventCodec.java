package io.taskq.event;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Envelope;
import io.taskq.message.Undecodable;
import java.util.List;
import java.util.UUID;

/** Events as the text that travels. */
final class EventCodec {

  /** The exchange, as Celery calls it; a part of the channels' names. */
  static final String EXCHANGE = "celeryev";

  /** Where events of tasks travel, many in one message. */
  static final String MANY = "task.multi";

  private static final int LARGEST = 16 << 20;
  private static final int TRANSIENT = 1;

  private EventCodec() {}

  /** The last part of the channel's name for events of a type. */
  static String channel(String type) {
    return type.replace('-', '.');
  }

  static String write(String node, JsonObject event) {
    return write(node, channel(event.textOf("type").orElse("")), event);
  }

  static String writeMany(String node, List<JsonObject> events) {
    return write(node, MANY, new JsonArray(List.copyOf(events)));
  }

  private static String write(String node, String channel, Json body) {
    JsonObject headers = JsonObject.builder().put("hostname", node).build();
    JsonObject to =
        JsonObject.builder().put("exchange", EXCHANGE).put("routing_key", channel).build();
    JsonObject properties =
        JsonObject.builder()
            .put("delivery_mode", TRANSIENT)
            .put("delivery_info", to)
            .put("priority", 0)
            .put("body_encoding", "base64")
            .put("delivery_tag", UUID.randomUUID().toString())
            .build();
    return new Envelope(body.text(), headers, properties).encode();
  }

  /** The events of one message, in order; none when it cannot be read. */
  static List<JsonObject> read(String raw) {
    try {
      Json content = Envelope.decode(raw, LARGEST).content();
      List<Json> all = content.asArray().map(JsonArray::items).orElse(List.of(content));
      return all.stream()
          .flatMap(event -> event.asObject().stream())
          .filter(event -> event.textOf("type").isPresent())
          .toList();
    } catch (Undecodable e) {
      return List.of();
    }
  }
}
