package io.taskq.worker;

import io.taskq.broker.FinishAnswer;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonException;
import io.taskq.json.JsonLimits;
import io.taskq.json.JsonReader;
import io.taskq.state.Failure;
import io.taskq.state.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a complete chord, read. Whoever counted them may have written anything: what cannot
 * be read is the failure of the chord, for there is nobody else to tell.
 *
 * @param results the values for the body, in order
 * @param failure why there is no body to run
 */
record ChordJoin(JsonArray results, Optional<Failure> failure) {

  /** Each part was within the limits of a message when it came; all of them may be more. */
  static final JsonLimits LIMITS = JsonLimits.ofSize(Integer.MAX_VALUE);

  static ChordJoin of(FinishAnswer.ChordComplete complete) {
    List<Json> values = new ArrayList<>();
    Map<String, Json> byId = new HashMap<>();
    try {
      for (String member : complete.members()) {
        Json read = JsonReader.read(member, LIMITS);
        if (!(read instanceof JsonArray part) || part.size() != 4) {
          return failed(Failure.joinError("a part is not [1, id, state, value]"));
        }
        String id = part.get(1).asText().orElse("");
        Optional<Failure> failure = failure(id, part);
        if (failure.isPresent()) {
          return failed(failure.get());
        }
        values.add(part.get(3));
        byId.put(id, part.get(3));
      }
    } catch (JsonException e) {
      return failed(Failure.joinError(e.getMessage()));
    }
    return new ChordJoin(
        complete.savedGroup().flatMap(saved -> shaped(saved, byId)).orElse(new JsonArray(values)),
        Optional.empty());
  }

  private static ChordJoin failed(Failure why) {
    return new ChordJoin(JsonArray.EMPTY, Optional.of(why));
  }

  private static Optional<Failure> failure(String id, JsonArray part) {
    TaskState state = part.get(2).asText().map(TaskState::of).orElse(TaskState.FAILURE);
    return state == TaskState.FAILURE || state == TaskState.REVOKED
        ? Optional.of(Failure.chord(id, Failure.fromJson(part.get(3), Optional.empty())))
        : Optional.empty();
  }

  /** The values in the shape of the saved group; in plain order when something is missing there. */
  private static Optional<JsonArray> shaped(String saved, Map<String, Json> byId) {
    try {
      Json tuple = JsonReader.read(saved, LIMITS);
      return tuple
          .asObject()
          .flatMap(group -> shape(group.get("result"), byId))
          .flatMap(Json::asArray);
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private static Optional<Json> shape(Json tuple, Map<String, Json> byId) {
    if (!(tuple instanceof JsonArray pair) || pair.size() != 2) {
      return Optional.empty();
    }
    if (pair.get(1) instanceof JsonArray members) {
      List<Json> values = new ArrayList<>();
      for (Json member : members) {
        Optional<Json> value = shape(member, byId);
        if (value.isEmpty()) {
          return Optional.empty();
        }
        values.add(value.get());
      }
      return Optional.of(new JsonArray(values));
    }
    return pair.get(0)
        .asArray()
        .filter(own -> own.size() > 0)
        .flatMap(own -> own.get(0).asText())
        .map(byId::get);
  }
}
