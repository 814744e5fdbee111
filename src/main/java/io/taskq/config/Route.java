package io.taskq.config;

import java.util.Optional;

/**
 * Which queue and priority the tasks of a name pattern go to.
 *
 * @param task a task name in which {@code *} stands for any text and {@code ?} for one character
 */
public record Route(String task, Optional<String> queue, Optional<Integer> priority) {

  /** Whether the task's name fits the pattern. */
  public boolean matches(String name) {
    return matches(0, name, 0);
  }

  private boolean matches(int patternAt, String name, int nameAt) {
    int p = patternAt;
    int n = nameAt;
    while (p < task.length()) {
      char c = task.charAt(p);
      if (c == '*') {
        for (int rest = n; rest <= name.length(); rest++) {
          if (matches(p + 1, name, rest)) {
            return true;
          }
        }
        return false;
      }
      if (n == name.length() || (c != '?' && c != name.charAt(n))) {
        return false;
      }
      p++;
      n++;
    }
    return n == name.length();
  }
}
