package io.taskq.cli.command;

import io.taskq.config.Nearest;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonString;
import java.util.List;
import java.util.Optional;

/** Reads one line of a file of orders: task, args, kwargs, and options beside or below them. */
final class OrderLine {

  private static final List<String> OPTIONS =
      List.of(
          "queue",
          "priority",
          "countdown",
          "eta",
          "expires",
          "id",
          "retries",
          "idempotency_key",
          "link",
          "link_error");
  private static final List<String> PARTS = List.of("task", "args", "kwargs", "options");
  private static final int TYPING_ERROR = 2;

  private OrderLine() {}

  /**
   * The order of a line.
   *
   * @param usual what holds when the line does not say otherwise
   */
  static Order read(JsonObject line, Order usual) {
    JsonObject.Builder all = line.get("options").asObject().orElse(JsonObject.EMPTY).with();
    line.members().forEach(all::put);
    JsonObject members = all.build();
    members.members().keySet().forEach(OrderLine::checkName);
    return new Order(
        members.textOf("task").orElseThrow(() -> wrong("it names no task")),
        array(members.get("args")),
        object(members.get("kwargs")),
        text(members, "queue").or(usual::queue),
        number(members, "priority", 9).or(usual::priority),
        text(members, "countdown").or(usual::countdown),
        text(members, "eta").or(usual::eta),
        text(members, "expires").or(usual::expires),
        text(members, "id"),
        number(members, "retries", 1_000_000).or(usual::retries),
        text(members, "idempotency_key"),
        names(members, "link").orElse(usual.links()),
        names(members, "link_error").orElse(usual.errorLinks()));
  }

  private static void checkName(String name) {
    if (!PARTS.contains(name) && !OPTIONS.contains(name)) {
      String meant =
          Nearest.to(name, OPTIONS, TYPING_ERROR)
              .map(near -> ", did you mean " + near + "?")
              .orElse("");
      throw wrong("\"" + name + "\" is not known" + meant);
    }
  }

  private static JsonArray array(Json args) {
    return args.isNull()
        ? JsonArray.EMPTY
        : args.asArray().orElseThrow(() -> wrong("args is not an array"));
  }

  private static JsonObject object(Json kwargs) {
    return kwargs.isNull()
        ? JsonObject.EMPTY
        : kwargs.asObject().orElseThrow(() -> wrong("kwargs is not an object"));
  }

  private static Optional<String> text(JsonObject members, String name) {
    return switch (members.get(name)) {
      case JsonString(String text) -> Optional.of(text);
      case JsonNumber(String literal) -> Optional.of(literal);
      case Json other when other.isNull() -> Optional.empty();
      default -> throw wrong(name + " is neither text nor number");
    };
  }

  /** The names of tasks: one, or a list. */
  private static Optional<List<String>> names(JsonObject members, String name) {
    return switch (members.get(name)) {
      case JsonString(String text) -> Optional.of(List.of(text));
      case JsonArray list ->
          Optional.of(
              list.items().stream()
                  .map(each -> each.asText().orElseThrow(() -> wrong(name + " names no tasks")))
                  .toList());
      case Json other when other.isNull() -> Optional.empty();
      default -> throw wrong(name + " names no tasks");
    };
  }

  private static Optional<Integer> number(JsonObject members, String name, int most) {
    Json value = members.get(name);
    if (value.isNull()) {
      return Optional.empty();
    }
    return Optional.of(
        value
            .asLong()
            .filter(number -> number >= 0 && number <= most)
            .map(Long::intValue)
            .orElseThrow(() -> wrong("%s is not from 0 to %,d".formatted(name, most))));
  }

  private static TaskqException wrong(String why) {
    return new TaskqException.Invalid("", why, "");
  }
}
