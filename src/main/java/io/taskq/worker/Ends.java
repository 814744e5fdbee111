package io.taskq.worker;

import io.taskq.broker.Deferral;
import io.taskq.broker.Reaping;
import io.taskq.json.Json;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import io.taskq.state.Failure;
import io.taskq.task.Acks;
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

  private static final String NOT_BURIED = "";

  private final MessageCodec codec;
  private final Follows follows;
  private final Results results;
  private final TaskLog log;
  private final TaskEvents events;
  private final RetryRules retries;
  private final int maxDeliveries;
  private final Acks acks;
  private final InstantSource redisClock;

  Ends(Follows follows, WorkerParts parts, InstantSource redisClock, RandomGenerator random) {
    this.follows = follows;
    this.codec = follows.codec();
    this.results = follows.results();
    this.log = parts.log();
    this.events = parts.events();
    this.retries = new RetryRules(parts.options().retries(), random);
    this.maxDeliveries = parts.options().maxDeliveries();
    this.acks = parts.options().acks();
    this.redisClock = redisClock;
  }

  Settlement succeeded(Run run, Message message, Json value, Duration took) {
    return finished(
        run,
        follows.success(message, value, run.children()),
        () -> {
          log.succeeded(run, took, value.text());
          events.succeeded(run, value, took);
        });
  }

  Settlement failed(Run run, Message message, Failure failure, Duration took) {
    return finished(
        run,
        follows.failure(message, failure, NOT_BURIED),
        () -> {
          log.failed(run, took, reason(failure));
          events.failed(run, failure);
        });
  }

  /** It was ended after its hard limit. No retry: it would take as long again. */
  Settlement outOfTime(Run run, Message message, Duration limit) {
    Failure failure = Failure.timeLimit(limit);
    return finished(
        run,
        follows.failure(message, failure, NOT_BURIED),
        () -> {
          log.noted(run, "ended after its hard time limit of " + limit.toMillis() / 1e3 + " s");
          events.failed(run, failure);
        });
  }

  Settlement revoked(Run run, Message message, String how) {
    return finished(
        run,
        follows.revoke(message, how),
        () -> {
          log.noted(run, "not run: " + how);
          events.revoked(run, false, how.equals("expired"));
        });
  }

  /** It ran, and somebody ended it. */
  Settlement terminated(Run run, Message message) {
    return finished(
        run,
        follows.revoke(message, "terminated"),
        () -> {
          log.noted(run, "terminated");
          events.revoked(run, true, false);
        });
  }

  /** The task threw, or asked for it: another attempt when one is left, else a failure. */
  Settlement wentWrong(
      Run run, Message message, Task task, Outcome outcome, Failure why, Duration took) {
    // However the interruption came out of the task, the limit is why.
    Failure raw =
        run.hasPassedSoftLimit()
            ? Failure.softTimeLimit().withTraceback(why.traceback().orElse(""))
            : why;
    Failure failure = results.discreet().of(message, raw);
    return retries
        .after(message, task, outcome)
        .map(next -> again(run, message, next, failure, took))
        .orElseGet(() -> failed(run, message, failure, took));
  }

  private Settlement again(
      Run run, Message message, RetryRules.Next next, Failure failure, Duration took) {
    Instant due = redisClock.instant().plus(next.delay());
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
            .formatted(message.attempt(), next.most(), next.delay().toMillis() / 1e3);
    return new Settlement.Deferred(
        run,
        deferral,
        () -> {
          log.retried(run, took, retry, reason(failure));
          events.retried(run, failure);
        });
  }

  /** The task wants nothing told of it. */
  Settlement ignored(Run run, Message message, String why) {
    return finished(run, follows.silence(message), () -> log.noted(run, "ignored: " + why));
  }

  /**
   * The process it ran in died, and nobody asked it to. It is handed out again as after the death
   * of a worker, counted and with back-off; after the last time it fails.
   */
  Settlement died(Run run, Message message, Task task, String how) {
    int most = mostDeliveries(task);
    int deliveries = run.delivery().deliveries();
    if (isOnce(task)) {
      return lost(run, message, how);
    }
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
    return isOnce(task) ? 1 : task.options().maxDeliveries().orElse(maxDeliveries);
  }

  /** Whether its acks are early, so that it is handed out once and no more. */
  private boolean isOnce(Task task) {
    return task.options().acks().orElse(acks) == Acks.EARLY;
  }

  /** It shall not run again, and nobody knows how far it came. Whoever waits for it is told. */
  private Settlement lost(Run run, Message message, String how) {
    Failure failure = Failure.workerLost(how + ", and its acks are early: it is not run again");
    return failed(run, message, failure, Duration.ZERO);
  }

  /** The worker stops in the middle of it: it goes back, unless it shall not run again. */
  Settlement stopped(Run run) {
    Optional<Message> lost =
        run.startedAt()
            .flatMap(at -> run.message())
            .filter(
                message -> results.tasks().find(message.task()).filter(this::isOnce).isPresent());
    return lost.map(message -> lost(run, message, "its worker was stopped"))
        .orElseGet(() -> givenBack(run, "the worker stops"));
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
    Optional<Message> remains = why.remains(run.delivery().queue());
    remains.ifPresent(run::decoded);
    return finished(
        run,
        follows.unreadable(why, remains),
        () -> log.noted(run, "buried, the message cannot be read: " + why.reason()));
  }

  Settlement overDelivered(Run run, Message message, Task task) {
    if (isOnce(task)) {
      return lost(run, message, "its worker died");
    }
    int most = mostDeliveries(task);
    String why = "handed out %d times, and no worker lived to end it".formatted(most);
    return buried(run, message, Failure.workerLost(why));
  }

  /** What should follow it cannot be followed. */
  Settlement unsupported(Run run, Message message, String why) {
    Failure failure = Failure.plain("Unsupported", "io.taskq", Json.of(why));
    return finished(
        run,
        follows.unfollowable(message, failure, said(failure)),
        () -> log.noted(run, "buried: " + said(failure)));
  }

  /** The task wants a person to look at its message. */
  Settlement rejected(Run run, Message message, Failure why) {
    Failure failure = results.discreet().of(message, why);
    return buried(run, message, failure, () -> events.rejected(run, false));
  }

  Settlement buried(Run run, Message message, Failure failure) {
    return buried(run, message, failure, () -> events.failed(run, failure));
  }

  private Settlement buried(Run run, Message message, Failure failure, Runnable event) {
    String why = said(failure);
    return finished(
        run,
        follows.failure(message, failure, why),
        () -> {
          log.noted(run, "buried: " + why);
          event.run();
        });
  }

  private static String said(Failure failure) {
    return failure.type() + ": " + failure.text();
  }

  private static Settlement finished(Run run, Follows.Counted counted, Runnable whenAccepted) {
    return new Settlement.Finished(run, counted.end(), counted.chord(), whenAccepted);
  }
}
