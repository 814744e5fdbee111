package io.taskq.worker.child;

import io.taskq.json.JavaValues;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.task.Arguments;
import io.taskq.task.Call;
import io.taskq.task.CallOption;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** A call as it travels from a child to its parent. */
final class CallCodec {

  private CallCodec() {}

  static JsonObject encode(Call call) {
    return (JsonObject) JavaValues.toJson(call.plain());
  }

  static Call decode(JsonObject json) {
    JsonArray args = json.get("args").asArray().orElseThrow();
    JsonObject kwargs = json.get("kwargs").asObject().orElseThrow();
    Map<CallOption, Object> options = new EnumMap<>(CallOption.class);
    json.get("options")
        .asObject()
        .orElseThrow()
        .members()
        .forEach(
            (word, value) ->
                options.put(
                    CallOption.valueOf(word.toUpperCase(Locale.ROOT)), JavaValues.toJava(value)));
    return new Call(
        json.textOf("task").orElseThrow(),
        new Arguments(JavaValues.listOf(args), JavaValues.mapOf(kwargs)),
        options);
  }
}
