package io.taskq.message;

import io.taskq.json.Json;
import io.taskq.json.JsonException;
import io.taskq.json.JsonLimits;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What Celery's library wraps every message in, be it a task, a control request or a reply: a body,
 * headers and properties, as one JSON text.
 *
 * @param body the body's text, already taken out of base64 and compression
 * @param headers what describes the body
 * @param properties what describes the sending
 */
public record Envelope(String body, JsonObject headers, JsonObject properties) {

  /** The header that says how a body is packed. */
  public static final String COMPRESSION = "compression";

  /** Its value for a zlib stream. */
  public static final String GZIP = "application/x-gzip";

  private static final int ROOM_FOR_HEADERS = 1 << 20;

  /** The size is looked at before; depth and count are limited here. */
  private static final JsonLimits LIMITS = JsonLimits.ofSize(Integer.MAX_VALUE);

  /**
   * Reads one raw message.
   *
   * @param maxBody the most characters or bytes a body may have, also after decompression
   * @throws Undecodable when the text is no envelope or its body is no JSON text that may be read
   */
  public static Envelope decode(String raw, int maxBody) throws Undecodable {
    JsonObject outer = outer(raw, maxBody);
    JsonObject headers = outer.get("headers").asObject().orElse(JsonObject.EMPTY);
    Optional<JsonObject> properties = outer.get("properties").asObject();
    if (properties.isEmpty()) {
      throw new Undecodable("the envelope has no properties", headers);
    }
    return new Envelope(
        new Body(outer, headers, properties.get()).text(maxBody), headers, properties.get());
  }

  /** The envelope as text, its body in base64; packed where the header {@code compression} asks. */
  public String encode() {
    byte[] plain = body.getBytes(StandardCharsets.UTF_8);
    Optional<byte[]> packed =
        headers.textOf(COMPRESSION).filter(GZIP::equals).flatMap(gzip -> Deflation.of(plain));
    boolean says = headers.has(COMPRESSION) && packed.isEmpty();
    JsonObject described = says ? headers.with().remove(COMPRESSION).build() : headers;
    return JsonObject.builder()
        .put("body", Base64.getEncoder().encodeToString(packed.orElse(plain)))
        .put("content-encoding", "utf-8")
        .put("content-type", "application/json")
        .put("headers", described)
        .put("properties", properties.with().put("body_encoding", "base64").build())
        .build()
        .text();
  }

  /**
   * The body's value.
   *
   * @throws Undecodable when the body is not JSON or passes a limit
   */
  public Json content() throws Undecodable {
    try {
      return JsonReader.read(body, LIMITS);
    } catch (JsonException e) {
      throw new Undecodable("the body is not JSON: " + where(e), headers);
    }
  }

  private static JsonObject outer(String raw, int maxBody) throws Undecodable {
    // Base64 makes four characters of three bytes.
    long most = maxBody / 3L * 4 + ROOM_FOR_HEADERS;
    if (raw.length() > most) {
      throw new Undecodable(
          "a message of " + raw.length() + " characters is over the limit", JsonObject.EMPTY);
    }
    try {
      Optional<JsonObject> outer = JsonReader.read(raw, LIMITS).asObject();
      return outer.orElseThrow(
          () -> new Undecodable("the message is not a JSON object", JsonObject.EMPTY));
    } catch (JsonException e) {
      throw new Undecodable("the message is not JSON: " + where(e), JsonObject.EMPTY);
    }
  }

  private static String where(JsonException e) {
    return e.column() > 0 ? e.getMessage() + " at column " + e.column() : e.getMessage();
  }
}
