package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import java.time.Duration;
import java.util.Optional;

/** Shows how a task ended. */
final class Outcome {

  Outcome(CommandContext context, String task) {}

  int await(String id, Optional<Duration> timeout) {
    return 0;
  }
}
