package io.taskq.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads when an entry of a schedule is due. */
final class TimingReader {

  private static final List<String> WAYS = List.of("every", "cron", "crontab", "at");
  private static final List<String> FIELDS =
      List.of("minute", "hour", "day_of_week", "day_of_month", "month_of_year");

  private final YamlFile file;
  private final String name;

  TimingReader(YamlFile file, String name) {
    this.file = file;
    this.name = name;
  }

  Timing read(Section entry) {
    List<String> given = WAYS.stream().filter(way -> entry.node(way).isPresent()).toList();
    if (given.size() != 1) {
      throw file.wrong(
          entry.line(),
          given.isEmpty()
              ? "\"" + name + "\" does not say when"
              : "\"%s\" has both %s and %s".formatted(name, given.get(0), given.get(1)),
          "Give one of every, cron, crontab and at.");
    }
    YamlNode node = entry.node(given.getFirst()).orElseThrow();
    return switch (given.getFirst()) {
      case "every" ->
          new Timing.Every(
              entry.value("every", Kinds.DURATION).orElseThrow(() -> nothing(node, "every: 6s")),
              node.line());
      case "cron" -> new Timing.Cron(text(entry, node, "cron", "\"0 3 * * *\""), node.line());
      case "at" ->
          new Timing.At(text(entry, node, "at", "\"2027-01-01T00:00:00+08:00\""), node.line());
      default -> new Timing.Crontab(fields(node), node.line());
    };
  }

  private String text(Section entry, YamlNode node, String way, String example) {
    return entry.text(way).orElseThrow(() -> nothing(node, way + ": " + example));
  }

  private RuntimeException nothing(YamlNode node, String example) {
    return file.wrong(
        node.line(), "\"" + name + "\" does not say when", "Write for example " + example + ".");
  }

  private Map<String, Timing.Word> fields(YamlNode node) {
    Section section = new Section(file, "crontab", node, FIELDS);
    Map<String, Timing.Word> fields = new LinkedHashMap<>();
    for (String field : FIELDS) {
      section
          .node(field)
          .ifPresent(
              value -> fields.put(field, new Timing.Word(field(field, value), value.line())));
    }
    return fields;
  }

  private String field(String field, YamlNode value) {
    return switch (value) {
      case YamlNode.Scalar scalar when !scalar.isNothing() -> scalar.text();
      case YamlNode.Items list when !list.items().isEmpty() ->
          String.join(",", list.items().stream().map(item -> field(field, item)).toList());
      default ->
          throw file.wrong(
              value.line(),
              "\"" + field + "\" is no number and no text",
              "Write " + field + ": 5, or a text such as \"*/5\".");
    };
  }
}
