package io.taskq.json;

/** {@code null}. */
public enum JsonNull implements Json {
  NULL
}
