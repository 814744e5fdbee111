package io.taskq.config;

import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * What an entry of a schedule sends.
 *
 * @param options where it goes and how it is run
 */
public record Sending(String task, JsonArray args, JsonObject kwargs, Options options) {

  /**
   * Where a task goes and how it is run.
   *
   * @param queue the queue; empty for the one the settings say
   * @param expires how long after being sent it is still worth running
   * @param retries how often it may be tried again
   * @param headers more headers of the message
   */
  public record Options(
      Optional<String> queue,
      Optional<Integer> priority,
      Optional<Duration> expires,
      Optional<Integer> retries,
      Optional<Duration> timeLimit,
      Optional<Duration> softTimeLimit,
      JsonObject headers) {

    /** Nothing is said. */
    public static final Options NONE =
        new Options(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            JsonObject.EMPTY);
  }
}
