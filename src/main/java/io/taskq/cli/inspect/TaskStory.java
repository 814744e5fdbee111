package io.taskq.cli.inspect;

import io.taskq.broker.DeadLetter;
import io.taskq.broker.Found;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Output;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.PythonRepr;
import io.taskq.result.TaskResult;
import io.taskq.state.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Tells what became of one task: where it was, how it went, and what it waits for. */
final class TaskStory {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String NO_TIME = " ".repeat("16:40:58".length());

  private final CommandContext context;
  private final TaskSearch search;

  TaskStory(CommandContext context, TaskSearch search) {
    this.context = context;
    this.search = search;
  }

  /**
   * Tells it.
   *
   * @throws TaskqException.NotFound when nothing is known of the task
   */
  void tell(String id) {
    TaskFacts facts = search.facts(id);
    if (!facts.isKnown()) {
      throw new TaskqException.NotFound(
          "nothing is known of " + id,
          "no result is stored, no queue holds it and no node runs it",
          "Results are forgotten after result_expires; see also: taskq queue ls");
    }
    Optional<String> because = new Waiting(context).because(facts);
    Optional<DeadLetter> dead = dead(facts);
    if (context.output().isJson()) {
      context.output().json(json(facts, because, dead));
    } else {
      text(facts, because, dead);
    }
  }

  private void text(TaskFacts facts, Optional<String> because, Optional<DeadLetter> dead) {
    Output output = context.output();
    output.line("%s[%s]  %s".formatted(facts.name(), facts.id(), facts.state()));
    Optional<Instant> sent = facts.message().flatMap(Message::sent);
    facts.found().ifPresent(found -> line(sent, place(facts, found)));
    facts.result().ifPresent(result -> outcome(facts, result));
    facts.running().ifPresent(node -> line(node.since(), running(facts, node)));
    facts.due().ifPresent(due -> line(Optional.of(due), due(facts, due)));
    dead.ifPresent(letter -> line(Optional.of(letter.buriedAt()), "buried: " + letter.reason()));
    because.ifPresent(reason -> output.line("  waiting because: " + reason));
  }

  private static String place(TaskFacts facts, Found found) {
    int priority = facts.message().map(message -> message.route().priority()).orElse(0);
    String how =
        switch (found.place()) {
          case WAITING, READY -> "enqueued on";
          case LEASED -> "claimed from";
          case DELAYED -> "delayed on";
          case DEAD -> "dead on";
        };
    String handedOut =
        found.deliveries() == 0 ? "" : ", handed out %d times".formatted(found.deliveries());
    return "%s queue %s, priority %d".formatted(how, found.queue(), priority)
        + handedOut.replace(" 1 times", " once");
  }

  private void outcome(TaskFacts facts, TaskResult result) {
    Optional<Failure> failure = result.failure();
    if (failure.isPresent()) {
      String which =
          result.doneAt().isEmpty()
              // A retry is stored before the next attempt's message, so the last one failed.
              ? facts.attempt().map(next -> "attempt " + Math.max(1, next - 1) + " ").orElse("")
              : "";
      line(result.doneAt(), which + "failed: " + failure.get().summary());
    } else if (result.doneAt().isPresent()) {
      line(result.doneAt(), "succeeded: " + PythonRepr.of(result.result()));
    }
  }

  private String running(TaskFacts facts, TaskFacts.Running node) {
    String span =
        node.since()
            .map(since -> " for %.1f s".formatted(seconds(since, context.clock().instant())))
            .orElse("");
    return "attempt %d runs on %s%s".formatted(facts.attempt().orElse(1), node.node(), span);
  }

  private String due(TaskFacts facts, Instant due) {
    Duration left = Duration.between(context.redis().time(), due);
    String when = left.isNegative() ? "now" : "in " + left.toSeconds() + " s";
    return "attempt %d is due (%s)".formatted(facts.attempt().orElse(1), when);
  }

  private void line(Optional<Instant> when, String text) {
    String time =
        when.map(then -> CLOCK.format(then.atZone(context.settings().timezone()))).orElse(NO_TIME);
    context.output().line("  " + time + "  " + text);
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis()) / 1000.0;
  }

  private Optional<DeadLetter> dead(TaskFacts facts) {
    return facts
        .found()
        .filter(found -> found.place() == Found.Place.DEAD)
        .flatMap(found -> context.broker().queues().dead(found.queue(), found.deliveryId()));
  }

  private static Json json(TaskFacts facts, Optional<String> because, Optional<DeadLetter> dead) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("id", facts.id())
            .put("task", facts.name())
            .put("state", facts.state())
            .put("queue", facts.found().map(Found::queue))
            .put("place", facts.place().map(place -> place.name().toLowerCase(Locale.ROOT)))
            .put("node", facts.running().map(TaskFacts.Running::node))
            .put("started", time(facts.running().flatMap(TaskFacts.Running::since)))
            .put("enqueued", time(facts.message().flatMap(Message::sent)))
            .put("due", time(facts.due()))
            .put("done", time(facts.result().flatMap(TaskResult::doneAt)))
            .put("error", facts.result().flatMap(TaskResult::failure).map(Failure::summary))
            .put("dead_reason", dead.map(DeadLetter::reason))
            .put("waiting_because", because);
    facts.found().ifPresent(found -> json.put("deliveries", found.deliveries()));
    facts.attempt().ifPresent(attempt -> json.put("attempt", attempt));
    facts.message().map(Message::route).ifPresent(r -> json.put("priority", r.priority()));
    return json.build();
  }

  private static Optional<String> time(Optional<Instant> when) {
    return when.map(Instant::toString);
  }
}
