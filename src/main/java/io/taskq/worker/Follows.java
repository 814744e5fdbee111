package io.taskq.worker;

import io.taskq.broker.Acts;
import io.taskq.broker.ChordPart;
import io.taskq.broker.ChordParts;
import io.taskq.broker.End;
import io.taskq.broker.FinishAnswer;
import io.taskq.broker.FollowUp;
import io.taskq.broker.StoredResult;
import io.taskq.canvas.Canvas;
import io.taskq.canvas.Plan;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonReader;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import io.taskq.redis.Keys;
import io.taskq.state.Failure;
import io.taskq.state.TaskState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns what follows a task into what Redis does together with its end: messages to send, results
 * of what never runs, the count of a chord. Thread-safe.
 */
record Follows(Canvas canvas, MessageCodec codec, Results results, InstantSource clock) {

  /** An end, and the chord whose parts it counts. */
  record Counted(End end, Optional<Plan.Chord> chord) {}

  /**
   * The end of a task that returned that value.
   *
   * @param enqueued the tasks it has enqueued by itself
   */
  Counted success(Message message, Json value, List<String> enqueued) {
    Plan plan = canvas.afterSuccess(message, value, enqueued);
    Optional<StoredResult> own = results.success(message, value, plan.children());
    return counted(End.of(acts(own, plan, List.of())), plan, TaskState.SUCCESS, value);
  }

  /** The end of one that failed; a dead letter when there is a reason. */
  Counted failure(Message message, Failure failure, String reason) {
    Plan plan = canvas.afterFailure(message);
    return ruined(plan, results.failure(message, failure), TaskState.FAILURE, failure, reason);
  }

  /** The same when something of what should follow cannot be followed: the rest is. */
  Counted unfollowable(Message message, Failure failure, String reason) {
    return failure(canvas.followable(message), failure, reason);
  }

  /** The end of one that was taken back, or ended from outside. */
  Counted revoke(Message message, String how) {
    return ruined(
        canvas.afterRevoke(message),
        results.revoked(message, how),
        TaskState.REVOKED,
        Failure.revoked(how),
        "");
  }

  /** The end of one of which nothing shall be told; but who waits behind it must not wait. */
  Counted silence(Message message) {
    return ruined(
        canvas.afterRevoke(message),
        Optional.empty(),
        TaskState.REVOKED,
        Failure.revoked("ignored"),
        "");
  }

  /** The end of a message of which but the headers can be read: a dead letter. */
  Counted unreadable(Undecodable why, Optional<Message> remains) {
    Plan plan = remains.map(Canvas::afterUnreadable).orElseGet(Plan::new);
    Json failure = Failure.notReadable(why.reason()).toJson();
    End end = End.buried(why.reason(), Acts.of(results.failure(why)));
    return counted(end, plan, TaskState.FAILURE, failure);
  }

  private Counted ruined(
      Plan plan, Optional<StoredResult> own, TaskState state, Failure failure, String reason) {
    Acts acts = acts(own, plan, lost(plan, state, failure));
    return counted(End.buried(reason, acts), plan, state, failure.toJson());
  }

  /** The same end, after its parts have completed that chord: with the chord's own end. */
  Counted closing(End end, Plan.Chord seen, Message last, FinishAnswer.ChordComplete complete) {
    if (!seen.body().isNull()) {
      return closed(end, seen, last, complete);
    }
    return complete
        .body()
        .map(text -> new Plan.Chord(seen.group(), JsonReader.read(text, ChordJoin.LIMITS)))
        .map(chord -> closed(end, chord, last, complete))
        // All others were run by workers of Celery, which leave no word of the body.
        .orElseGet(() -> new Counted(end.withoutParts(), Optional.empty()));
  }

  private Counted closed(
      End end, Plan.Chord chord, Message last, FinishAnswer.ChordComplete complete) {
    ChordJoin join = ChordJoin.of(complete);
    Optional<Failure> failure = join.failure();
    Plan plan =
        failure.isPresent()
            ? canvas.afterFailedChord(chord, last)
            : canvas.afterChord(chord, join.results(), last);
    List<StoredResult> lost =
        failure.map(why -> lost(plan, TaskState.FAILURE, why)).orElse(List.of());
    End.Closing closing =
        new End.Closing(results.keys().group(chord.group()), acts(Optional.empty(), plan, lost));
    Optional<ChordParts> next =
        failure.flatMap(why -> parts(plan, TaskState.FAILURE, why.toJson()));
    return new Counted(end.closing(closing, next), plan.chord());
  }

  private Counted counted(End end, Plan plan, TaskState state, Json value) {
    return new Counted(end.counting(parts(plan, state, value)), plan.chord());
  }

  private Optional<ChordParts> parts(Plan plan, TaskState state, Json value) {
    return plan.chord()
        .map(
            chord ->
                new ChordParts(
                    results.keys().group(chord.group()),
                    results.kept(),
                    chord.body().isNull() ? "" : chord.body().text(),
                    plan.parts().stream().map(part -> part(part, state, value)).toList()));
  }

  /** As Celery writes it: a one, the id, the state and the value. */
  private static ChordPart part(Plan.Part part, TaskState state, Json value) {
    Json id = Json.of(part.taskId());
    String own = "[1, " + id.text() + ", ";
    String entry = JsonArray.of(Json.of(1), id, Json.of(state.name()), value).text();
    return new ChordPart(part.index(), own, entry);
  }

  private Acts acts(Optional<StoredResult> own, Plan plan, List<StoredResult> lost) {
    if (plan.isEmpty()) {
      return Acts.of(own);
    }
    Keys keys = results.keys();
    List<StoredResult> stored = new ArrayList<>(own.stream().toList());
    stored.addAll(lost);
    for (Plan.Size size : plan.sizes()) {
      stored.add(kept(keys.groupSize(size.group()), Integer.toString(size.parts())));
    }
    for (Plan.Shape shape : plan.shapes()) {
      JsonObject saved = JsonObject.builder().put("result", shape.tuple()).build();
      stored.add(kept(keys.group(shape.group()), saved.text()));
    }
    return new Acts(stored, plan.messages().stream().map(this::followUp).toList());
  }

  private StoredResult kept(String key, String text) {
    return new StoredResult(key, text, results.kept());
  }

  private FollowUp followUp(Message message) {
    return new FollowUp(
        message.route().queue(),
        message.route().priority(),
        codec.encode(message, clock.instant()));
  }

  private List<StoredResult> lost(Plan plan, TaskState state, Failure failure) {
    return plan.lost().stream()
        .map(task -> results.never(task.taskId(), task.group(), state, failure))
        .toList();
  }
}
