package io.taskq.json;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

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

  @Override
  public Set<Entry<String, Json>> entrySet() {
    return Collections.unmodifiableMap(members).entrySet();
  }
}
