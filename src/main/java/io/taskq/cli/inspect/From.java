package io.taskq.cli.inspect;

import io.taskq.error.TaskqException;
import java.util.List;

/** Where an answer is looked for. */
enum From {
  EVERYWHERE,
  REDIS,
  WORKERS;

  /** What Redis holds stands among the nodes under this name. */
  static final String REDIS_NAME = "redis";

  private static final List<String> IN_REDIS = List.of("scheduled", "revoked", "task");

  /**
   * Reads it.
   *
   * @param word as it was typed; null where it was not
   * @param question what is asked
   */
  static From of(String word, String question) {
    if (word == null) {
      return EVERYWHERE;
    }
    From from =
        switch (word) {
          case REDIS_NAME -> REDIS;
          case "workers" -> WORKERS;
          default -> throw refused("there is no \"" + word + "\"", "Write redis or workers.");
        };
    if (from == REDIS && !IN_REDIS.contains(question)) {
      throw refused(
          "only a node knows of " + question, "Redis holds: " + String.join(" ", IN_REDIS) + ".");
    }
    return from;
  }

  boolean looksIntoRedis() {
    return this != WORKERS;
  }

  boolean asksNodes() {
    return this != REDIS;
  }

  private static TaskqException refused(String why, String hint) {
    return new TaskqException.Invalid("cannot use --from", why, hint);
  }
}
