package io.taskq.message;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The bad messages that were tried on real Celery workers, built anew. */
public final class Malformed {

  static final String BODY = "[[2, 3], {}, {\"callbacks\": null}]";

  private Malformed() {}

  /** The names of the tries. */
  public static List<String> cases() {
    return Vectors.file("malformed-outcomes-5.6.3.json").asArray().orElseThrow().items().stream()
        .map(outcome -> outcome.asObject().orElseThrow().textOf("case").orElseThrow())
        .toList();
  }

  /** The message of that try. */
  public static String message(String name) {
    JsonObject.Builder headers = headers().with();
    JsonObject.Builder properties = properties().with();
    String body = BODY;
    switch (name) {
      case "min_headers_task_id_only" -> {
        JsonObject all = headers.build();
        headers = JsonObject.builder().put("task", all.get("task")).put("id", all.get("id"));
      }
      case "lang_java" -> headers.put("lang", "java");
      case "no_correlation_id_reply_to" -> properties.remove("correlation_id").remove("reply_to");
      case "no_priority_delivery_mode" -> properties.remove("priority").remove("delivery_mode");
      case "embed_null" -> body = "[[2, 3], {}, null]";
      case "embed_empty_object" -> body = "[[2, 3], {}, {}]";
      case "body_two_items_only" -> body = "[[2, 3], {}]";
      case "kwargs_null" -> body = "[[2, 3], null, {}]";
      case "timelimit_missing" -> headers.remove("timelimit");
      case "timelimit_null" -> headers.put("timelimit", JsonNull.NULL);
      case "eta_past_Z_suffix" -> headers.put("eta", "2020-01-02T03:04:05Z");
      case "eta_past_no_tz" -> headers.put("eta", "2020-01-02T03:04:05");
      case "eta_past_millis" -> headers.put("eta", "2020-01-02T03:04:05.123Z");
      case "eta_past_nanos" -> headers.put("eta", "2020-01-02T03:04:05.123456789+00:00");
      case "eta_garbage" -> headers.put("eta", "tomorrow");
      case "eta_number" -> headers.put("eta", 1577934245);
      case "expires_past_Z" -> headers.put("expires", "2020-01-02T03:04:05Z");
      case "extra_headers" -> headers.put("x-tenant", JsonArray.of(Json.of(1)));
      case "bad_args_typeerror" -> body = "[[1, 2, 3, 4], {}, {}]";
      case "delivery_info_missing" -> properties.remove("delivery_info");
      case "delivery_tag_integer" -> properties.put("delivery_tag", 7);
      case "delivery_tag_missing" -> properties.remove("delivery_tag");
      case "headers_missing" -> headers = JsonObject.builder();
      case "body_not_json" -> body = "{[";
      case "proto1_body" -> {
        headers = JsonObject.builder();
        body = "{\"task\": \"tasks.add\", \"id\": \"x\", \"args\": [2, 3], \"kwargs\": {}}";
      }
      default -> {
        return malformedEnvelope(name);
      }
    }
    return envelope(headers.build(), properties.build(), base64(bytes(body)));
  }

  static String malformedEnvelope(String name) {
    JsonObject whole =
        Json.parse(envelope(headers(), properties(), base64(bytes(BODY)))).asObject().orElseThrow();
    JsonObject plain = properties().with().remove("body_encoding").build();
    JsonObject utf8 = properties().with().put("body_encoding", "utf-8").build();
    return switch (name) {
      case "ok_full" -> whole.text();
      case "no_body_encoding_raw_json_body" -> envelope(headers(), plain, BODY);
      case "body_encoding_utf8_raw_json_body" -> envelope(headers(), utf8, BODY);
      case "content_type_missing" -> whole.with().remove("content-type").build().text();
      case "content_encoding_missing" -> whole.with().remove("content-encoding").build().text();
      case "body_not_base64" -> envelope(headers(), properties(), "!!not base64!!");
      case "properties_missing" -> whole.with().remove("properties").build().text();
      case "not_json_at_all" -> "this is not json";
      default -> throw new IllegalArgumentException("no message for " + name);
    };
  }

  static String raw(JsonObject headers, String body) {
    return envelope(headers, properties(), base64(bytes(body)));
  }

  static JsonObject headers() {
    return JsonObject.builder()
        .put("task", "tasks.add")
        .put("id", "f0000000-0000-0000-0000-000000000001")
        .put("retries", 0)
        .put("timelimit", JsonArray.of(JsonNull.NULL, JsonNull.NULL))
        .build();
  }

  static JsonObject properties() {
    JsonObject info = JsonObject.builder().put("exchange", "").put("routing_key", "celery").build();
    return JsonObject.builder()
        .put("correlation_id", "f0000000-0000-0000-0000-000000000001")
        .put("delivery_info", info)
        .put("priority", 0)
        .put("body_encoding", "base64")
        .put("delivery_tag", "t")
        .build();
  }

  static String envelope(JsonObject headers, JsonObject properties, String body) {
    return JsonObject.builder()
        .put("body", body)
        .put("content-encoding", "utf-8")
        .put("content-type", "application/json")
        .put("headers", headers)
        .put("properties", properties)
        .build()
        .text();
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
