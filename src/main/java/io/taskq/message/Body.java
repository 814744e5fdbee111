package io.taskq.message;

import io.taskq.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes a body's text out of its encodings: base64, compression, charset. */
record Body(JsonObject outer, JsonObject headers, JsonObject properties) {

  private static final String JSON = "application/json";

  /** What Celery can send and taskq does not read, by its content type. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "application/x-python-serialize", "pickle",
          "application/x-yaml", "yaml",
          "application/x-msgpack", "msgpack");

  String text(int maxBody) throws Undecodable {
    checkContentType();
    String body = outer.textOf("body").orElse(null);
    if (body == null) {
      throw refused("the envelope has no body text");
    }
    String encoding = properties.textOf("body_encoding").orElse("");
    boolean plain = encoding.isEmpty() || encoding.equalsIgnoreCase("utf-8");
    if (!plain && !encoding.equals("base64")) {
      throw refused("body_encoding '" + encoding + "' is not known, only base64 and utf-8 are");
    }
    if (plain && compression().isEmpty()) {
      return body;
    }
    byte[] bytes = plain ? body.getBytes(StandardCharsets.UTF_8) : base64(body);
    if (compression().isPresent()) {
      bytes = decompressed(bytes, maxBody);
    }
    if (bytes.length > maxBody) {
      throw refused("a body of " + bytes.length + " bytes is over the limit of " + maxBody);
    }
    return decoded(bytes);
  }

  private void checkContentType() throws Undecodable {
    Optional<String> stated = outer.textOf("content-type");
    if (stated.isEmpty()) {
      throw refused("the envelope has no content-type");
    }
    String type = stated.get();
    if (!type.equals(JSON) && !type.toLowerCase(Locale.ROOT).startsWith(JSON + ";")) {
      String name = FOREIGN.containsKey(type) ? " (" + FOREIGN.get(type) + ")" : "";
      throw refused("content type '" + type + "'" + name + " is not accepted, only " + JSON);
    }
  }

  private Optional<String> compression() {
    return headers.textOf("compression").filter(name -> !name.isEmpty());
  }

  private byte[] base64(String body) throws Undecodable {
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException strict) {
      // Python skips what is not of the alphabet, such as line breaks.
      try {
        return Base64.getMimeDecoder().decode(body);
      } catch (IllegalArgumentException e) {
        throw refused("the body is not base64");
      }
    }
  }

  private byte[] decompressed(byte[] bytes, int maxBody) throws Undecodable {
    String name = compression().orElse("");
    return switch (name) {
      // Celery calls it gzip and means a zlib stream.
      case "application/x-gzip", "gzip", "zlib" -> new Inflation(headers, maxBody).of(bytes);
      case "application/x-bz2", "bzip2", "bzip" -> throw unread("bzip2");
      case "application/x-lzma", "lzma", "xz" -> throw unread("lzma");
      case "application/x-brotli", "brotli" -> throw unread("brotli");
      case "application/zstd", "zstd", "zstandard" -> throw unread("zstd");
      default -> throw refused("compression '" + name + "' is not known");
    };
  }

  private Undecodable unread(String name) {
    return refused("compression " + name + " is not read, only gzip is");
  }

  private String decoded(byte[] bytes) throws Undecodable {
    String name = outer.textOf("content-encoding").orElse("utf-8").toLowerCase(Locale.ROOT);
    Charset charset =
        switch (name) {
          case "utf-8", "utf8", "us-ascii", "ascii", "binary", "ascii-8bit" ->
              StandardCharsets.UTF_8;
          case "latin-1", "latin1", "iso-8859-1" -> StandardCharsets.ISO_8859_1;
          default -> throw refused("content-encoding '" + name + "' is not known, only utf-8 is");
        };
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused("the body is not " + charset);
    }
  }

  private Undecodable refused(String reason) {
    return new Undecodable(reason, headers);
  }
}
