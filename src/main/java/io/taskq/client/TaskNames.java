package io.taskq.client;

import io.taskq.error.TaskqException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a task and its id may be called. */
public final class TaskNames {

  private static final int LONGEST = 255;

  private TaskNames() {}

  static void check(String task) {
    whatIsWrong(task)
        .ifPresent(
            why -> {
              throw new TaskqException.Invalid(
                  "cannot enqueue this task", "its name " + why, "Give a name such as send_mail.");
            });
  }

  /** Refuses an id that cannot be one. */
  public static void checkId(String id) {
    whatIsWrong(id)
        .ifPresent(
            why -> {
              throw new TaskqException.Invalid(
                  "cannot use this id", "it " + why, "Leave --id away to get a fresh one.");
            });
  }

  private static Optional<String> whatIsWrong(String text) {
    if (text.isEmpty()) {
      return Optional.of("is empty");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("has a control character");
    }
    return text.getBytes(StandardCharsets.UTF_8).length > LONGEST
        ? Optional.of("is longer than 255 bytes")
        : Optional.empty();
  }
}
