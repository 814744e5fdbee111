package io.taskq.redis;

import io.taskq.error.TaskqException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Redis says of itself: all of INFO, and those of its settings that decide what it keeps.
 *
 * @param values by name; a setting that may not be read is missing
 */
public record ServerFacts(Map<String, String> values) {

  private static final List<String> SETTINGS =
      List.of("appendfsync", "save", "protected-mode", "bind", "min-replicas-to-write");

  /** Copies the values. */
  public ServerFacts {
    values = Map.copyOf(values);
  }

  /** Asks. */
  public static ServerFacts of(Redis redis) {
    Map<String, String> values = new TreeMap<>();
    redis.ask("ask how it is", client -> client.info()).lines().forEach(line -> put(values, line));
    for (String setting : SETTINGS) {
      try {
        values.putAll(redis.ask("read its settings", client -> client.configGet(setting)));
      } catch (TaskqException.Invalid | TaskqException.Refused notAllowed) {
        // Hosted servers hide their settings. What depends on one is then told apart from "off".
        break;
      }
    }
    return new ServerFacts(values);
  }

  private static void put(Map<String, String> values, String line) {
    int colon = line.indexOf(':');
    if (colon > 0 && line.charAt(0) != '#') {
      values.put(line.substring(0, colon), line.substring(colon + 1));
    }
  }

  /** Whether it says anything of this. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** What it says; empty when nothing. */
  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** The number it says; 0 when it says none. */
  public long number(String name) {
    String text = text(name);
    return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
