package io.taskq.json;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The members of one object, which nobody can change any more. A type of its own, so that {@link
 * JsonObject} sees that it need not copy them: reading a message would copy each object once more.
 */
final class Members extends AbstractMap<String, Json> {

  private final Map<String, Json> members;

  /** Takes the map over: the caller must not keep it. */
  Members(Map<String, Json> members) {
    this.members = members;
  }

  @Override
  public Json get(Object name) {
    return members.get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    return members.containsKey(name);
  }

  @Override
  public int size() {
    return members.size();
  }

  /** The same members in a map of the caller's own. */
  Map<String, Json> copy() {
    return new LinkedHashMap<>(members);
  }

  /** Straight on: by way of the entries it takes three times as long, for every text written. */
  @Override
  public void forEach(BiConsumer<? super String, ? super Json> action) {
    members.forEach(action);
  }

  @Override
  public Set<Entry<String, Json>> entrySet() {
    return Collections.unmodifiableMap(members).entrySet();
  }
}
