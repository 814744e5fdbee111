package io.taskq.worker.child;

import io.taskq.json.Json;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.state.Failure;
import io.taskq.worker.child.Outcome.Again;
import io.taskq.worker.child.Outcome.Died;
import io.taskq.worker.child.Outcome.Ignored;
import io.taskq.worker.child.Outcome.Rejected;
import io.taskq.worker.child.Outcome.Returned;
import io.taskq.worker.child.Outcome.Thrown;
import java.time.Duration;
import java.util.Optional;

/** An outcome as it travels from a child to its parent. */
final class OutcomeCodec {

  private OutcomeCodec() {}

  static JsonObject encode(Outcome outcome) {
    return switch (outcome) {
      case Returned(Json value) -> how("returned").put("value", value).build();
      case Thrown(Failure failure, boolean isFinal) ->
          failed("thrown", failure).put("final", isFinal).build();
      case Again(Failure failure, Optional<Duration> wait, Optional<Integer> most) ->
          failed("again", failure)
              .put("wait", wait.<Json>map(time -> Json.of(time.toMillis())).orElse(JsonNull.NULL))
              .put("most", most.<Json>map(Json::of).orElse(JsonNull.NULL))
              .build();
      case Ignored(String why) -> how("ignored").put("why", why).build();
      case Rejected(Failure failure) -> failed("rejected", failure).build();
      case Died(String why) -> how("died").put("why", why).build();
    };
  }

  private static JsonObject.Builder how(String word) {
    return JsonObject.builder().put("how", word);
  }

  private static JsonObject.Builder failed(String word, Failure failure) {
    return how(word).put("failure", failure.toJson()).put("traceback", failure.traceback());
  }

  static Outcome decode(JsonObject json) {
    String how = json.textOf("how").orElseThrow();
    return switch (how) {
      case "returned" -> new Returned(json.get("value"));
      case "thrown" -> new Thrown(failure(json), json.get("final").asBoolean().orElse(false));
      case "again" ->
          new Again(
              failure(json),
              json.get("wait").asLong().map(Duration::ofMillis),
              json.get("most").asLong().map(Math::toIntExact));
      case "ignored" -> new Ignored(json.textOf("why").orElse(""));
      case "rejected" -> new Rejected(failure(json));
      case "died" -> new Died(json.textOf("why").orElseThrow());
      default -> throw new IllegalStateException("an outcome of another taskq: " + how);
    };
  }

  private static Failure failure(JsonObject json) {
    return Failure.fromJson(json.get("failure"), json.textOf("traceback"));
  }
}
