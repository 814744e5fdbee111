package io.taskq.control;

import java.util.List;
import java.util.Optional;

/**
 * Which nodes a request is for. Names win over a pattern; neither means everybody, and so does a
 * pattern without a matcher.
 *
 * @param names the nodes by name; empty when not given
 * @param pattern fits the names of the nodes
 * @param matcher how the pattern is read: {@code glob} or {@code pcre}
 */
public record Audience(List<String> names, Optional<String> pattern, Optional<String> matcher) {

  public static final Audience EVERYBODY = of(List.of());

  public Audience {
    names = List.copyOf(names);
  }

  /** The nodes of these names; everybody when there are none. */
  public static Audience of(List<String> names) {
    return new Audience(names, Optional.empty(), Optional.empty());
  }

  /** Whether the node of this name shall answer. A pattern that cannot be read fits nobody. */
  public boolean includes(String node) {
    if (!names.isEmpty()) {
      return names.contains(node);
    }
    if (pattern.isEmpty() || matcher.isEmpty()) {
      return true;
    }
    return switch (matcher.get()) {
      case "glob" -> NodePattern.glob(pattern.get()).filter(p -> p.matches(node)).isPresent();
      case "pcre" -> NodePattern.regex(pattern.get()).filter(p -> p.matches(node)).isPresent();
      default -> false;
    };
  }
}
