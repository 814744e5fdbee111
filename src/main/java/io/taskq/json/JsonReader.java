package io.taskq.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads one document into values, within limits. A name given twice keeps its last value. */
public final class JsonReader {

  /** By their limits. These come from settings, so there are few. */
  private static final Map<JsonLimits, JsonFactory> FACTORIES = new ConcurrentHashMap<>();

  private JsonReader() {}

  /**
   * Reads the whole text as one document.
   *
   * @throws JsonException when the text is not one JSON document or passes a limit
   */
  public static Json read(String text, JsonLimits limits) {
    if (text.length() > limits.document()) {
      throw new JsonException(
          "%,d characters are more than the limit of %,d"
              .formatted(text.length(), limits.document()),
          0);
    }
    JsonFactory factory = FACTORIES.computeIfAbsent(limits, JsonReader::factory);
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      Json value = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new JsonException("text goes on after the end of the JSON", column(parser));
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw new JsonException("JSON passes a limit: " + limit(e.getOriginalMessage()), 0);
    } catch (StreamReadException e) {
      throw new JsonException(reason(e), Math.max(0, e.getLocation().getColumnNr()));
    }
  }

  private static JsonFactory factory(JsonLimits limits) {
    return JsonFactory.builder()
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxDocumentLength(limits.document())
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.text())
                .maxNameLength(limits.name())
                .maxNumberLength(limits.number())
                .maxTokenCount(limits.tokens())
                .build())
        .build();
  }

  private static Json value(JsonParser parser, JsonToken token) {
    if (token == null) {
      throw new JsonException("JSON ends before a value", column(parser));
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonString(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getString());
      case VALUE_TRUE -> Json.of(true);
      case VALUE_FALSE -> Json.of(false);
      case VALUE_NULL -> JsonNull.NULL;
      default -> throw new JsonException("JSON has no value here", column(parser));
    };
  }

  private static Json object(JsonParser parser) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (JsonToken token = next(parser, "object");
        token != JsonToken.END_OBJECT;
        token = next(parser, "object")) {
      String name = parser.currentName();
      members.put(name, value(parser, next(parser, "object")));
    }
    return new JsonObject(new Members(members));
  }

  private static Json array(JsonParser parser) {
    List<Json> items = new ArrayList<>();
    for (JsonToken token = next(parser, "array");
        token != JsonToken.END_ARRAY;
        token = next(parser, "array")) {
      items.add(value(parser, token));
    }
    return new JsonArray(items);
  }

  private static JsonToken next(JsonParser parser, String inside) {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonException("JSON ends inside an " + inside, column(parser));
    }
    return token;
  }

  /** Without the name of the library's setting, which is none of ours. */
  private static String limit(String message) {
    int setting = message.indexOf(", from `");
    return setting < 0 ? message : message.substring(0, setting) + ")";
  }

  private static String reason(StreamReadException e) {
    String message = e.getOriginalMessage();
    if (message.contains("end-of-input")) {
      String inside =
          message.contains("Array") || message.contains("ARRAY")
              ? " inside an array"
              : message.contains("Object") || message.contains("OBJECT") ? " inside an object" : "";
      return "JSON ends" + inside;
    }
    return message.replace('\n', ' ');
  }

  private static int column(JsonParser parser) {
    return Math.max(0, parser.currentLocation().getColumnNr());
  }
}
