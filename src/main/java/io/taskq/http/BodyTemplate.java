package io.taskq.http;

import io.taskq.config.HttpBody;
import io.taskq.config.PlaceText;
import io.taskq.json.JavaValues;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.task.Arguments;
import io.taskq.task.Places;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a request carries, with places for the arguments of a message. */
record BodyTemplate(HttpBody body) {

  /** The numbers and names of its places. */
  Stream<String> places() {
    return switch (body) {
      case HttpBody.Nothing() -> Stream.of();
      case HttpBody.Text(PlaceText text) -> text.places();
      case HttpBody.Form(Map<String, PlaceText> fields) ->
          fields.values().stream().flatMap(PlaceText::places);
      case HttpBody.JsonValue(Json template) -> places(template);
    };
  }

  private static Stream<String> places(Json template) {
    return switch (template) {
      case JsonArray array -> array.items().stream().flatMap(BodyTemplate::places);
      case JsonObject object -> object.members().values().stream().flatMap(BodyTemplate::places);
      default -> template.asText().map(PlaceText::read).stream().flatMap(PlaceText::places);
    };
  }

  Optional<String> contentType() {
    return switch (body) {
      case HttpBody.Nothing() -> Optional.empty();
      case HttpBody.Text(var text) -> Optional.of("text/plain; charset=utf-8");
      case HttpBody.Form(var fields) -> Optional.of("application/x-www-form-urlencoded");
      case HttpBody.JsonValue(var template) -> Optional.of("application/json");
    };
  }

  /** The body with the arguments in their places; empty when there is none. */
  Optional<byte[]> fill(Arguments given) {
    Optional<String> text =
        switch (body) {
          case HttpBody.Nothing() -> Optional.empty();
          case HttpBody.Text(PlaceText places) -> Optional.of(fill(places, given));
          case HttpBody.Form(Map<String, PlaceText> fields) -> Optional.of(form(fields, given));
          case HttpBody.JsonValue(Json template) -> Optional.of(fill(template, given).text());
        };
    return text.map(it -> it.getBytes(StandardCharsets.UTF_8));
  }

  private static String fill(PlaceText text, Arguments given) {
    return text.fill(place -> Places.text(place, given));
  }

  private static String form(Map<String, PlaceText> fields, Arguments given) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(fill(field.getValue(), given)))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Json fill(Json template, Arguments given) {
    return switch (template) {
      case JsonArray array ->
          new JsonArray(array.items().stream().map(item -> fill(item, given)).toList());
      case JsonObject object -> {
        JsonObject.Builder filled = JsonObject.builder();
        object.members().forEach((name, value) -> filled.put(name, fill(value, given)));
        yield filled.build();
      }
      default -> template.asText().map(text -> value(text, given)).orElse(template);
    };
  }

  /** A text that is nothing but a place is the argument as it came, be it a list. */
  private static Json value(String template, Arguments given) {
    PlaceText text = PlaceText.read(template);
    return text.pieces().size() == 1 && text.hasPlaces()
        ? JavaValues.toJson(Places.value(text.pieces().getFirst().text(), given))
        : Json.of(fill(text, given));
  }
}
