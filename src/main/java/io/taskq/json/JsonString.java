package io.taskq.json;

import java.util.Objects;

/** A JSON string. */
public record JsonString(String value) implements Json {

  public JsonString {
    Objects.requireNonNull(value, "value");
  }
}
