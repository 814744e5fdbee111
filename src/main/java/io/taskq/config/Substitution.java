package io.taskq.config;

import java.util.Map;
import java.util.Optional;

/** Puts the environment into a text: {@code ${NAME}}, or {@code ${NAME:-what else}}. */
final class Substitution {

  private final Map<String, String> environment;

  Substitution(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The name of the first variable that the text needs and that is not set. */
  Optional<String> missing(String text) {
    for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at + 2)) {
      int end = text.indexOf('}', at);
      if (end < 0) {
        return Optional.empty();
      }
      String inside = text.substring(at + 2, end);
      if (!inside.contains(":-") && !environment.containsKey(inside)) {
        return Optional.of(inside);
      }
    }
    return Optional.empty();
  }

  /** The text with all variables put in; one that is not set leaves nothing. */
  String apply(String text) {
    StringBuilder result = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", from)) {
      int end = text.indexOf('}', at);
      if (end < 0) {
        break;
      }
      result.append(text, from, at).append(value(text.substring(at + 2, end)));
      from = end + 1;
    }
    return result.append(text, from, text.length()).toString();
  }

  private String value(String inside) {
    int otherwise = inside.indexOf(":-");
    String name = otherwise < 0 ? inside : inside.substring(0, otherwise);
    String value = environment.getOrDefault(name, "");
    return value.isEmpty() && otherwise >= 0 ? inside.substring(otherwise + 2) : value;
  }
}
