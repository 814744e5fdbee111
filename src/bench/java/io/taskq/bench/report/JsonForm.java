package io.taskq.bench.report;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run as JSON: every value of every round, so that it can be read, and shown, again. */
public final class JsonForm {

  private JsonForm() {}

  public static String write(Report report) {
    JsonObject.Builder facts = JsonObject.builder();
    report.facts().forEach(facts::put);
    return JsonObject.builder()
        .put("facts", facts.build())
        .put("parts", array(report.chapters().stream().map(JsonForm::chapter).toList()))
        .put("missing", JsonArray.ofTexts(report.missing()))
        .build()
        .text();
  }

  private static JsonArray array(List<? extends Json> items) {
    return new JsonArray(List.copyOf(items));
  }

  private static JsonObject chapter(Chapter chapter) {
    return JsonObject.builder()
        .put("part", chapter.part())
        .put("how", chapter.how())
        .put("lines", array(chapter.lines().stream().map(JsonForm::line).toList()))
        .build();
  }

  private static JsonObject line(Line line) {
    JsonObject.Builder object =
        JsonObject.builder()
            .put("name", line.name())
            .put("unit", line.unit().name().toLowerCase(Locale.ROOT))
            .put("measured", numbers(line.measured()))
            .put("median", line.measured().median());
    line.yardstick()
        .ifPresent(
            other ->
                object
                    .put("yardstick", other.name())
                    .put("yardsticks", numbers(other.measured()))
                    .put("ratio", line.ratio().orElseThrow()));
    line.goal().ifPresent(goal -> object.put("goal", goal(goal)).put("verdict", line.verdict()));
    return object.build();
  }

  private static JsonArray numbers(Numbers numbers) {
    return array(numbers.values().stream().map(value -> Json.of((double) value)).toList());
  }

  private static JsonObject goal(Goal goal) {
    return JsonObject.builder()
        .put("of", goal.judged().name().toLowerCase(Locale.ROOT))
        .put(goal.atLeast() ? "at_least" : "at_most", goal.bound())
        .build();
  }

  /** Reads what {@link #write} wrote. Ratios and verdicts are found anew from the values. */
  public static Report read(String text) {
    JsonObject run = Json.parse(text).asObject().orElseThrow();
    Map<String, String> facts = new LinkedHashMap<>();
    run.get("facts")
        .asObject()
        .orElseThrow()
        .members()
        .forEach((name, fact) -> facts.put(name, fact.asText().orElseThrow()));
    return new Report(
        facts,
        items(run, "parts").stream().map(JsonForm::chapter).toList(),
        items(run, "missing").stream().map(item -> item.asText().orElseThrow()).toList());
  }

  private static List<Json> items(JsonObject object, String name) {
    return object.get(name).asArray().orElseThrow().items();
  }

  private static Chapter chapter(Json json) {
    JsonObject chapter = json.asObject().orElseThrow();
    return new Chapter(
        chapter.textOf("part").orElseThrow(),
        chapter.textOf("how").orElseThrow(),
        items(chapter, "lines").stream().map(JsonForm::line).toList());
  }

  private static Line line(Json json) {
    JsonObject line = json.asObject().orElseThrow();
    return new Line(
        line.textOf("name").orElseThrow(),
        Unit.valueOf(line.textOf("unit").orElseThrow().toUpperCase(Locale.ROOT)),
        numbers(line, "measured"),
        line.textOf("yardstick").map(name -> new Line.Yardstick(name, numbers(line, "yardsticks"))),
        Optional.of(line.get("goal"))
            .filter(goal -> goal != JsonNull.NULL)
            .map(goal -> goal(goal.asObject().orElseThrow())));
  }

  private static Numbers numbers(JsonObject line, String name) {
    return new Numbers(items(line, name).stream().mapToDouble(JsonForm::number).toArray());
  }

  private static double number(Json json) {
    return ((JsonNumber) json).doubleValue();
  }

  private static Goal goal(JsonObject goal) {
    boolean atLeast = goal.has("at_least");
    return new Goal(
        Goal.Judged.valueOf(goal.textOf("of").orElseThrow().toUpperCase(Locale.ROOT)),
        atLeast,
        number(goal.get(atLeast ? "at_least" : "at_most")));
  }
}
