package io.taskq.cli.command;

import io.taskq.cli.option.ArgumentOptions;
import io.taskq.config.Units;
import io.taskq.error.TaskqException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what to enqueue, where, and when. */
final class OrderOptions {

  @Mixin private ArgumentOptions arguments;

  @Mixin private SendingOptions sending;

  @Option(names = "--eta", paramLabel = "ISO", description = "Run at this time.")
  private String eta;

  @Option(
      names = "--expires",
      paramLabel = "S|ISO",
      description = "Do not run after so many seconds, or this time.")
  private String expires;

  @Option(
      names = "--idempotency-key",
      paramLabel = "K",
      description = "Enqueue only once under this key.")
  private String idempotencyKey;

  @Option(
      names = "--idempotency-ttl",
      paramLabel = "TIME",
      defaultValue = "1d",
      description = "How long that key holds (default: ${DEFAULT-VALUE}).")
  private String idempotencyTtl;

  @Option(
      names = "--celery-eta",
      description = "Leave keeping the time to the worker, as Celery does.")
  private boolean celeryEta;

  @Option(names = "--serializer", paramLabel = "json", hidden = true, defaultValue = "json")
  private String serializer;

  @Option(names = "--link", paramLabel = "TASK", description = "Then call this with the result.")
  private List<String> links = List.of();

  @Option(
      names = "--link-error",
      paramLabel = "TASK",
      description = "When it fails, call this with its id.")
  private List<String> errorLinks = List.of();

  @Option(names = "--broadcast", hidden = true)
  private boolean broadcast;

  /** Refuses what cannot be done. */
  void check() {
    if (broadcast) {
      throw new TaskqException.Invalid(
          "cannot enqueue", "--broadcast is not built yet", "Enqueue it for each queue.");
    }
    if (!serializer.equals("json")) {
      throw new TaskqException.Invalid(
          "cannot write as " + serializer, "taskq speaks JSON only", "Leave --serializer away.");
    }
    sending.check();
  }

  boolean celeryEta() {
    return celeryEta;
  }

  Duration idempotencyTtl() {
    try {
      return Units.time(idempotencyTtl);
    } catch (IllegalArgumentException e) {
      throw new TaskqException.Invalid(
          "cannot read --idempotency-ttl",
          "\"" + idempotencyTtl + "\" is not a time",
          "Give a time such as 1h or 1d.");
    }
  }

  /** The order for the task of this name. */
  Order order(String task) {
    return new Order(
        task,
        arguments.args(),
        arguments.kwargs(),
        sending.queue(),
        sending.priority(),
        sending.countdown(),
        Optional.ofNullable(eta),
        Optional.ofNullable(expires),
        sending.id(),
        sending.retries(),
        Optional.ofNullable(idempotencyKey),
        links,
        errorLinks);
  }
}
