package io.taskq.canvas;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonString;
import io.taskq.message.IsoTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a signature is to be sent: Celery's options of {@code apply_async}. One that is null counts
 * as absent. Immutable.
 */
record Options(JsonObject json) {

  static final Options NONE = new Options(JsonObject.EMPTY);

  private static final double LONGEST_SECONDS = 1e10;

  boolean has(String name) {
    return !json.get(name).isNull();
  }

  Json get(String name) {
    return json.get(name);
  }

  Optional<Json> present(String name) {
    return Optional.of(json.get(name)).filter(value -> !value.isNull());
  }

  /** An id or a name: a string, or a whole number by its digits. */
  Optional<String> text(String name) {
    return switch (json.get(name)) {
      case JsonString(String value) -> Optional.of(value);
      case JsonNumber number when number.isWhole() -> Optional.of(number.literal());
      case Json value when value.isNull() -> Optional.empty();
      default -> throw wrong(name);
    };
  }

  Optional<Long> number(String name) {
    Json value = json.get(name);
    return value.isNull()
        ? Optional.empty()
        : Optional.of(value.asLong().orElseThrow(() -> wrong(name)));
  }

  /** A moment, or so many seconds from now; without zone it is in the one given. */
  Optional<Instant> time(String name, Instant now, ZoneId zone) {
    Json value = json.get(name);
    if (value instanceof JsonObject typed && typed.textOf("__type__").isPresent()) {
      value = typed.get("__value__");
    }
    return switch (value) {
      case Json none when none.isNull() -> Optional.empty();
      case JsonNumber number when number.isFinite() -> Optional.of(now.plus(duration(number)));
      case JsonString(String text) ->
          Optional.of(IsoTime.parse(text, zone).orElseThrow(() -> wrong(name)));
      default -> throw wrong(name);
    };
  }

  private static Duration duration(JsonNumber seconds) {
    double most = Math.clamp(seconds.doubleValue(), -LONGEST_SECONDS, LONGEST_SECONDS);
    return Duration.ofMillis(Math.round(most * 1000));
  }

  List<Signature> signatures(String name) {
    return Signature.many(json.get(name));
  }

  Optional<JsonObject> object(String name) {
    Json value = json.get(name);
    return value.isNull()
        ? Optional.empty()
        : Optional.of(value.asObject().orElseThrow(() -> wrong(name)));
  }

  /** The names of its stamps. */
  List<String> stampNames() {
    return has("stamped_headers")
        ? get("stamped_headers")
            .asArray()
            .orElseThrow(() -> wrong("stamped_headers"))
            .items()
            .stream()
            .flatMap(name -> name.asText().stream())
            .toList()
        : List.of();
  }

  /** With others that win, but for what would tear a task out of its group. */
  Options merge(Options others) {
    Set<String> kept = new HashSet<>(stampNames());
    kept.addAll(List.of("group_id", "stamped_headers"));
    JsonObject.Builder merged = json.with();
    for (Map.Entry<String, Json> other : others.json.members().entrySet()) {
      boolean isFixed = kept.contains(other.getKey()) && has(other.getKey());
      if (!isFixed && !other.getValue().isNull()) {
        merged.put(other.getKey(), other.getValue());
      }
    }
    return new Options(merged.build());
  }

  Options with(String name, Json value) {
    return new Options(json.with().put(name, value).build());
  }

  Options with(String name, Optional<Json> value) {
    return value.map(given -> with(name, given)).orElse(this);
  }

  Options withDefault(String name, Optional<Json> value) {
    return has(name) ? this : with(name, value);
  }

  Options without(String... names) {
    JsonObject.Builder left = json.with();
    for (String name : names) {
      left.remove(name);
    }
    return new Options(left.build());
  }

  /** With signatures more under that name. */
  Options plus(String name, List<Signature> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Signature> all = new ArrayList<>(signatures(name));
    all.addAll(more);
    return with(name, Signature.jsonOf(all));
  }

  /** The steps that follow, the last one first, as they travel. */
  JsonArray rest() {
    return has("chain")
        ? get("chain").asArray().orElseThrow(() -> wrong("chain"))
        : JsonArray.EMPTY;
  }

  private WrongSignature wrong(String name) {
    String shown = get(name).text();
    return new WrongSignature(
        "option %s cannot be %s".formatted(name, shown.substring(0, Math.min(60, shown.length()))));
  }
}
