package io.taskq.cli.command;

import io.taskq.error.TaskqException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where and when, for whatever is enqueued. */
final class SendingOptions {

  private static final int LOWEST_PRIORITY = 9;
  private static final int MOST_RETRIES = 1_000_000;

  @Option(
      names = {"--queue", "--routing-key"},
      paramLabel = "Q",
      description = "Queue (default: by routes, else default_queue).")
  private String queue;

  @Option(names = "--priority", paramLabel = "0-9", description = "0 is served first.")
  private Integer priority;

  @Option(names = "--countdown", paramLabel = "S", description = "Run in so many seconds.")
  private String countdown;

  @Option(names = "--id", paramLabel = "ID", description = "Id of the task (default: random).")
  private String id;

  @Option(names = "--retries", paramLabel = "N", description = "Try again so many times.")
  private Integer retries;

  /** Refuses what is out of range. */
  void check() {
    checkRange("--priority", priority, LOWEST_PRIORITY);
    checkRange("--retries", retries, MOST_RETRIES);
  }

  private static void checkRange(String option, Integer number, int most) {
    if (number != null && (number < 0 || number > most)) {
      throw new TaskqException.Invalid(
          "cannot use " + option,
          number + " is out of range",
          "Give a number from 0 to %,d.".formatted(most));
    }
  }

  Optional<String> queue() {
    return Optional.ofNullable(queue);
  }

  Optional<Integer> priority() {
    return Optional.ofNullable(priority);
  }

  Optional<String> countdown() {
    return Optional.ofNullable(countdown);
  }

  Optional<String> id() {
    return Optional.ofNullable(id);
  }

  Optional<Integer> retries() {
    return Optional.ofNullable(retries);
  }
}
