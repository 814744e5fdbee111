package io.taskq.redis;

import io.taskq.error.TaskqException;

/** What a queue may be called, so that none of its keys is somebody else's. */
final class QueueName {

  private QueueName() {}

  static void check(String name) {
    if (name.isEmpty()) {
      throw wrong("it is empty");
    }
    if (name.chars().anyMatch(QueueName::isForbidden)) {
      throw wrong("it has a brace or a control character");
    }
    if (name.codePoints().anyMatch(QueueName::isUnseen)) {
      throw wrong("it has a character that cannot be seen");
    }
    if (name.length() > 255) {
      throw wrong("it is longer than 255 characters");
    }
    for (String taken :
        new String[] {
          "unacked", "_kombu.", "taskq:", "celery-task-meta-", "celery-taskset-meta-"
        }) {
      if (name.startsWith(taken)) {
        throw wrong("names that begin with '" + taken + "' belong to Celery or taskq");
      }
    }
  }

  static void checkPrefix(String prefix) {
    if (prefix.chars().anyMatch(QueueName::isForbidden)) {
      throw new TaskqException.Invalid(
          "wrong global_keyprefix",
          "it has a brace or a control character",
          "Use letters, digits and -_.: only.");
    }
  }

  private static boolean isForbidden(int c) {
    return c == '{' || c == '}' || Character.isISOControl(c);
  }

  /**
   * Odd blanks, marks that turn or hide text, and half a character. Celery allows the plain one.
   */
  private static boolean isUnseen(int c) {
    return (c != ' ' && (Character.isWhitespace(c) || Character.isSpaceChar(c)))
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.SURROGATE;
  }

  private static TaskqException.Invalid wrong(String why) {
    return new TaskqException.Invalid(
        "wrong queue name", why, "Use letters, digits and -_.: such as 'mail.outgoing'.");
  }
}
