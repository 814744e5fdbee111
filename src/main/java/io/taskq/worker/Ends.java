package io.taskq.worker;

import io.taskq.broker.Burial;
import io.taskq.broker.Deferral;
import io.taskq.broker.Reaping;
import io.taskq.json.Json;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import io.taskq.state.Failure;
import io.taskq.task.RetryPolicy;
import io.taskq.task.Task;
import io.taskq.worker.child.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The ways a run can end, each with its result and its line in the log. Thread-safe. */
final class Ends {

  private final MessageCodec codec;
  private final Results results;
  private final TaskLog log;
  private final RetryPolicy retries;
  private final int maxDeliveries;
  private final InstantSource redisClock;
  private final RandomGenerator random;

  Ends(
      MessageCodec codec,
      Results results,
      WorkerParts parts,
      InstantSource redisClock,
      RandomGenerator random) {
    this.codec = codec;
    this.results = results;
    this.log = parts.log();
    this.retries = parts.options().retries();
    this.maxDeliveries = parts.options().maxDeliveries();
    this.redisClock = redisClock;
    this.random = random;
  }

  Settlement succeeded(Run run, Message message, Json value, Duration took) {
    return new Settlement.Finished(
        run, results.success(message, value), () -> log.succeeded(run, took, value.text()));
  }

  Settlement failed(Run run, Message message, Failure failure, Duration took) {
    return new Settlement.Finished(
        run, results.failure(message, failure), () -> log.failed(run, took, reason(failure)));
  }

  /** It was ended after its hard limit. No retry: it would take as long again. */
  Settlement outOfTime(Run run, Message message, Duration limit) {
    return new Settlement.Finished(
        run,
        results.failure(message, Failure.timeLimit(limit)),
        () ->
            log.noted(run, "ended after its hard time limit of " + limit.toMillis() / 1e3 + " s"));
  }

  Settlement revoked(Run run, Message message, String how) {
    return new Settlement.Finished(
        run, results.revoked(message, how), () -> log.noted(run, "not run: " + how));
  }

  /** It ran, and somebody ended it. */
  Settlement terminated(Run run, Message message) {
    return new Settlement.Finished(
        run, results.revoked(message, "terminated"), () -> log.noted(run, "terminated"));
  }

  /** The task threw: another attempt when its policy has one left, else a failure. */
  Settlement threw(Run run, Message message, Task task, Outcome.Thrown thrown, Duration took) {
    // However the interruption came out of the task, the limit is why.
    Failure raw =
        run.hasPassedSoftLimit()
            ? Failure.softTimeLimit().withTraceback(thrown.failure().traceback().orElse(""))
            : thrown.failure();
    Failure failure = results.discreet().of(message, raw);
    RetryPolicy policy = RetryRules.of(message, task, retries);
    if (thrown.isFinal() || message.attempt() > policy.max()) {
      return failed(run, message, failure, took);
    }
    Duration wait = policy.waitAfter(message.attempt(), random);
    Instant due = redisClock.instant().plus(wait);
    Deferral deferral =
        new Deferral(
            due,
            Deferral.Kind.RETRY,
            Optional.of(codec.encode(message.retry(due))),
            results.retry(message, failure),
            List.of(),
            failure.type() + ": " + failure.text());
    String retry =
        "retry %d of %d in %.1f s"
            .formatted(message.attempt(), policy.max(), wait.toMillis() / 1e3);
    return new Settlement.Deferred(
        run, deferral, () -> log.retried(run, took, retry, reason(failure)));
  }

  /**
   * The process it ran in died, and nobody asked it to. It is handed out again as after the death
   * of a worker, counted and with back-off; after the last time it fails.
   */
  Settlement died(Run run, Message message, Task task, String how) {
    int most = mostDeliveries(task);
    int deliveries = run.delivery().deliveries();
    if (deliveries >= most) {
      return buried(run, message, Failure.workerLost(how + ", in delivery " + deliveries));
    }
    Deferral again =
        new Deferral(
            redisClock.instant().plus(Reaping.wait(deliveries)),
            Deferral.Kind.CRASH,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            how);
    String what = "%s; delivery %d of %d".formatted(how, deliveries, most);
    return new Settlement.Deferred(run, again, () -> log.noted(run, what));
  }

  /** How often one attempt may be handed out. */
  int mostDeliveries(Task task) {
    return task.options().maxDeliveries().orElse(maxDeliveries);
  }

  /** It goes back to its queue, as if it had not been handed out. */
  Settlement givenBack(Run run, String why) {
    return new Settlement.Released(run, () -> log.noted(run, "given back to its queue: " + why));
  }

  /** Some exceptions have no text. */
  private static String reason(Failure failure) {
    return failure.text().isEmpty() ? failure.type() : failure.text();
  }

  Settlement undecodable(Run run, Undecodable why) {
    return new Settlement.Buried(
        run,
        new Burial(why.reason(), results.failure(why), List.of(), Optional.empty()),
        () -> log.noted(run, "buried, the message cannot be read: " + why.reason()));
  }

  Settlement overDelivered(Run run, Message message, int most) {
    String why = "handed out %d times, and no worker lived to end it".formatted(most);
    return buried(run, message, Failure.workerLost(why));
  }

  Settlement unsupported(Run run, Message message, String why) {
    return buried(run, message, Failure.plain("Unsupported", "io.taskq", Json.of(why)));
  }

  Settlement buried(Run run, Message message, Failure failure) {
    String why = failure.type() + ": " + failure.text();
    return new Settlement.Buried(
        run,
        new Burial(why, results.failure(message, failure), List.of(), Optional.empty()),
        () -> log.noted(run, "buried: " + why));
  }
}
