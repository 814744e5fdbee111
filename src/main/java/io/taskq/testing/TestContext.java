package io.taskq.testing;

import io.taskq.json.JavaValues;
import io.taskq.json.Json;
import io.taskq.message.Message;
import io.taskq.state.Failure;
import io.taskq.task.Call;
import io.taskq.task.CallOption;
import io.taskq.task.TaskContext;
import io.taskq.worker.RetryRules;
import io.taskq.worker.child.Outcome;
import io.taskq.worker.child.RunLogger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a task says. */
final class TestContext implements TaskContext {

  private final Message message;
  private final boolean cancelled;
  private final List<Call> enqueued = new CopyOnWriteArrayList<>();
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();

  TestContext(Message message, boolean cancelled) {
    this.message = message;
    this.cancelled = cancelled;
  }

  Attempt attempt(Outcome outcome, Optional<RetryRules.Next> next) {
    return switch (outcome) {
      case Outcome.Returned(Json value) ->
          attempt(Attempt.End.SUCCESS, JavaValues.toJava(value), Optional.empty(), next);
      case Outcome.Thrown(Failure why, var isFinal) -> failed(why, next);
      case Outcome.Again(Failure why, var delay, var most) -> failed(why, next);
      case Outcome.Ignored(String why) -> ended(Attempt.End.IGNORED, why);
      case Outcome.Rejected(Failure why) -> ended(Attempt.End.REJECTED, text(why));
      case Outcome.Died(String how) -> ended(Attempt.End.FAILURE, how);
    };
  }

  private Attempt failed(Failure why, Optional<RetryRules.Next> next) {
    Attempt.End end = next.isPresent() ? Attempt.End.RETRY : Attempt.End.FAILURE;
    return attempt(end, null, Optional.of(text(why)), next);
  }

  private Attempt ended(Attempt.End end, String why) {
    return attempt(end, null, Optional.of(why), Optional.empty());
  }

  private static String text(Failure why) {
    return why.type() + ": " + why.text();
  }

  private Attempt attempt(
      Attempt.End end, Object result, Optional<String> why, Optional<RetryRules.Next> next) {
    Optional<Duration> retryIn = next.map(RetryRules.Next::delay);
    return new Attempt(attempt(), end, result, why, retryIn, enqueued, progress, log);
  }

  @Override
  public String task() {
    return message.task();
  }

  @Override
  public String id() {
    return message.id();
  }

  @Override
  public int attempt() {
    return message.attempt();
  }

  @Override
  public int delivery() {
    return 1;
  }

  @Override
  public long fence() {
    return message.attempt();
  }

  @Override
  public String queue() {
    return message.route().queue();
  }

  @Override
  public Map<String, Object> headers() {
    return JavaValues.mapOf(message.headers());
  }

  @Override
  public void progress(double percent, String text) {
    progress.add(percent + " " + text);
  }

  @Override
  public System.Logger logger() {
    return new RunLogger(task(), (level, text) -> log.add(level + " " + text));
  }

  @Override
  public String enqueue(Call call) {
    enqueued.add(call);
    return call.options().getOrDefault(CallOption.ID, "enqueued-" + enqueued.size()).toString();
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public boolean hasEnded() {
    return false;
  }
}
