package io.taskq.json;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Members with names that nobody shall see the values of, at any depth.
 *
 * @param names the names
 */
public record Hiding(Set<String> names) {

  private static final Json STARS = Json.of("***");

  /** What is shorter stands in too many texts by chance. */
  private static final int SHORTEST = 4;

  public Hiding {
    names = Set.copyOf(names);
  }

  /** The value with stars in the place of what is hidden. */
  public Json mask(Json value) {
    if (value instanceof JsonObject object) {
      return mask(object);
    }
    return value instanceof JsonArray array ? mask(array) : value;
  }

  public JsonObject mask(JsonObject object) {
    JsonObject.Builder masked = JsonObject.builder();
    object
        .members()
        .forEach((name, value) -> masked.put(name, names.contains(name) ? STARS : mask(value)));
    return masked.build();
  }

  public JsonArray mask(JsonArray array) {
    return new JsonArray(array.items().stream().map(this::mask).toList());
  }

  /** The texts that are hidden in a value, to be looked for elsewhere. */
  public Set<String> secrets(Json value) {
    Set<String> found = new HashSet<>();
    collect(value, false, found);
    return found;
  }

  private void collect(Json value, boolean hidden, Set<String> found) {
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, Json> member : object.members().entrySet()) {
        collect(member.getValue(), hidden || names.contains(member.getKey()), found);
      }
    } else if (value instanceof JsonArray array) {
      array.forEach(item -> collect(item, hidden, found));
    } else if (hidden) {
      value.asText().filter(text -> text.length() >= SHORTEST).ifPresent(found::add);
    }
  }
}
