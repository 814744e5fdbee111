package io.taskq.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task that needs no code: a program, or one HTTP request.
 *
 * @param program what is run; empty for an HTTP task
 * @param http the request; empty for a program
 * @param rules how it is run
 */
public record TaskDefinition(
    String name, Optional<Program> program, Optional<HttpDefinition> http, Rules rules) {

  /**
   * A program.
   *
   * @param words the program and its arguments, with places for those of the message
   * @param hasInput whether it reads the whole request as JSON from stdin
   * @param environment what it gets beyond the usual
   * @param folder where it runs; empty for the worker's folder
   */
  public record Program(
      List<String> words,
      boolean hasInput,
      Map<String, String> environment,
      Optional<String> folder) {}

  /**
   * How a task is run. What is empty is left to the settings.
   *
   * @param softTimeout after this long it is asked to end
   * @param timeout after this long it is ended
   * @param route where its messages go, when no route of the settings says it
   * @param acks {@code late} or {@code early}
   * @param rateLimit at most so many runs in a time
   */
  public record Rules(
      Optional<Duration> softTimeout,
      Optional<Duration> timeout,
      Optional<RetrySettings> retries,
      Optional<Boolean> ignoreResult,
      Optional<Integer> maxDeliveries,
      Route route,
      Optional<String> acks,
      Optional<String> rateLimit) {}
}
