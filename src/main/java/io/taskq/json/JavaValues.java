package io.taskq.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns JSON into plain Java values and back: what tasks are given, and what they answer. */
public final class JavaValues {

  private JavaValues() {}

  /** The value as null, String, Long, BigInteger, Double, Boolean, List or Map. */
  public static Object toJava(Json json) {
    return switch (json) {
      case JsonNull none -> null;
      case JsonString(String text) -> text;
      case JsonNumber number -> number.value();
      case Json.Bool(boolean value) -> value;
      case JsonArray array -> listOf(array);
      case JsonObject object -> mapOf(object);
    };
  }

  /** The items as Java values; may hold nulls. */
  public static List<Object> listOf(JsonArray array) {
    List<Object> items = new ArrayList<>(array.size());
    array.forEach(item -> items.add(toJava(item)));
    return items;
  }

  /** The members as Java values; may hold nulls. */
  public static Map<String, Object> mapOf(JsonObject object) {
    Map<String, Object> members = new LinkedHashMap<>();
    object.members().forEach((name, value) -> members.put(name, toJava(value)));
    return members;
  }

  /**
   * The value as JSON.
   *
   * @throws IllegalArgumentException when JSON has no form for it; the message names its type
   */
  public static Json toJson(Object value) {
    return switch (value) {
      case null -> JsonNull.NULL;
      case Json json -> json;
      case CharSequence text -> Json.of(text.toString());
      case Boolean bool -> Json.of(bool);
      case Double number -> Json.of(number);
      case Float number -> Json.of(number.doubleValue());
      case BigDecimal number -> new JsonNumber(number.toString());
      case BigInteger number -> new JsonNumber(number.toString());
      case Number number -> Json.of(number.longValue());
      case Enum<?> constant -> Json.of(constant.name());
      case Iterable<?> items -> arrayOf(items);
      case Map<?, ?> members -> objectOf(members);
      default ->
          throw new IllegalArgumentException(
              "a value of type %s has no form in JSON".formatted(value.getClass().getName()));
    };
  }

  private static JsonArray arrayOf(Iterable<?> values) {
    List<Json> items = new ArrayList<>();
    values.forEach(item -> items.add(toJson(item)));
    return new JsonArray(items);
  }

  private static JsonObject objectOf(Map<?, ?> values) {
    JsonObject.Builder members = JsonObject.builder();
    values.forEach((name, value) -> members.put(String.valueOf(name), toJson(value)));
    return members.build();
  }
}
