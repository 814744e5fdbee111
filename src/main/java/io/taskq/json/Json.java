package io.taskq.json;

import java.util.Optional;

/** One JSON value. Immutable. */
public sealed interface Json
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonNull, Json.Bool {

  /** {@code true} and {@code false}. */
  record Bool(boolean value) implements Json {}

  static Json of(String text) {
    return new JsonString(text);
  }

  static Json of(long number) {
    return new JsonNumber(Long.toString(number));
  }

  static Json of(double number) {
    return JsonNumber.of(number);
  }

  static Json of(boolean value) {
    return new Bool(value);
  }

  /** The text as a JSON string, or null when it is empty. */
  static Json ofNullable(Optional<String> text) {
    return text.map(Json::of).orElse(JsonNull.NULL);
  }

  /**
   * Reads one document within the usual limits.
   *
   * @throws JsonException when the text is not one JSON document
   */
  static Json parse(String text) {
    return JsonReader.read(text, JsonLimits.USUAL);
  }

  default boolean isNull() {
    return this instanceof JsonNull;
  }

  /** The value of a JSON string; empty for every other kind. */
  default Optional<String> asText() {
    return this instanceof JsonString(String text) ? Optional.of(text) : Optional.empty();
  }

  default Optional<JsonObject> asObject() {
    return this instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  default Optional<JsonArray> asArray() {
    return this instanceof JsonArray array ? Optional.of(array) : Optional.empty();
  }

  /** The value as a whole number that fits a long; empty for every other kind and for fractions. */
  default Optional<Long> asLong() {
    return this instanceof JsonNumber number ? number.longValue() : Optional.empty();
  }

  default Optional<Boolean> asBoolean() {
    return this instanceof Bool(boolean value) ? Optional.of(value) : Optional.empty();
  }

  /** The value as compact JSON text. */
  default String text() {
    return JsonWriter.write(this);
  }
}
