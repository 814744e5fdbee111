package io.taskq.config;

import java.util.List;
import java.util.Optional;

/** A piece of a YAML file that knows its line. */
sealed interface YamlNode {

  int line();

  /**
   * A single value.
   *
   * @param plain whether it stands without quotes, so that it may be a number
   */
  record Scalar(String text, boolean plain, int line) implements YamlNode {

    /** Whether there is no value: nothing, or null. */
    boolean isNothing() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }
  }

  /** A list. */
  record Items(List<YamlNode> items, int line) implements YamlNode {}

  /** Names with values, in their order. */
  record Entries(List<Entry> entries, int line) implements YamlNode {

    Optional<Entry> entry(String name) {
      // No stream: of a long schedule this is asked two hundred thousand times.
      for (Entry entry : entries) {
        if (entry.name().equals(name)) {
          return Optional.of(entry);
        }
      }
      return Optional.empty();
    }
  }

  /** One name with its value. */
  record Entry(String name, YamlNode value, int line) {}
}
