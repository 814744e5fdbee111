package io.taskq.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON object; its members keep their order. */
public record JsonObject(Map<String, Json> members) implements Json {

  public static final JsonObject EMPTY = new JsonObject(Map.of());

  /** Copies the members, unless they are another object's: those do not change. */
  public JsonObject {
    members = members instanceof Members ? members : new Members(new LinkedHashMap<>(members));
  }

  public static Builder builder() {
    return new Builder(new LinkedHashMap<>());
  }

  /** A builder that starts with all members of this object. */
  public Builder with() {
    return new Builder(((Members) members).copy());
  }

  /** The member, or {@link JsonNull#NULL} when there is none. */
  public Json get(String name) {
    return members.getOrDefault(name, JsonNull.NULL);
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** The member's text when it is a string. */
  public Optional<String> textOf(String name) {
    return get(name).asText();
  }

  /** Collects members; a name put twice keeps its first place and its last value. */
  public static final class Builder {

    private Map<String, Json> members;
    private boolean handedOver;

    private Builder(Map<String, Json> members) {
      this.members = members;
    }

    public Builder put(String name, Json value) {
      own().put(name, value);
      return this;
    }

    public Builder put(String name, String text) {
      return put(name, Json.of(text));
    }

    public Builder put(String name, long number) {
      return put(name, Json.of(number));
    }

    public Builder put(String name, double number) {
      return put(name, Json.of(number));
    }

    public Builder put(String name, boolean value) {
      return put(name, Json.of(value));
    }

    /** Puts the text, or null when it is empty. */
    public Builder put(String name, Optional<String> text) {
      return put(name, Json.ofNullable(text));
    }

    public Builder remove(String name) {
      own().remove(name);
      return this;
    }

    /** The object takes the members over; who goes on building does so with a copy of them. */
    public JsonObject build() {
      handedOver = true;
      return new JsonObject(new Members(members));
    }

    private Map<String, Json> own() {
      if (handedOver) {
        members = new LinkedHashMap<>(members);
        handedOver = false;
      }
      return members;
    }
  }
}
