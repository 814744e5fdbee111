package io.taskq.config;

import java.util.Locale;

/**
 * One setting: its name in {@code taskq.yml}, how its text is read, and its default.
 *
 * @param fallback the text of the default; empty when there is none
 */
public record SettingKey<T>(String name, Kind<T> kind, String fallback) {

  /** The variable that sets it: {@code TASKQ_} and the name in upper case, with underscores. */
  public String variable() {
    return "TASKQ_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** The value of the text, which may be wrong. */
  T read(String text) {
    return kind.read(text);
  }

  /** Whether the value is a secret by its name, whatever it is. */
  boolean isSecret() {
    return name.endsWith("password");
  }
}
