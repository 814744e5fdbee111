package io.taskq.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** A JSON array. */
public record JsonArray(List<Json> items) implements Json, Iterable<Json> {

  public static final JsonArray EMPTY = new JsonArray(List.of());

  public JsonArray {
    items = List.copyOf(items);
  }

  public static JsonArray of(Json... items) {
    return new JsonArray(Arrays.asList(items));
  }

  /** An array of strings. */
  public static JsonArray ofTexts(Iterable<String> texts) {
    List<Json> items = new ArrayList<>();
    texts.forEach(text -> items.add(Json.of(text)));
    return new JsonArray(items);
  }

  public int size() {
    return items.size();
  }

  public Json get(int index) {
    return items.get(index);
  }

  @Override
  public Iterator<Json> iterator() {
    return items.iterator();
  }
}
