package io.taskq.config;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a schedule file; what a timing means is left to whoever asked. */
final class ScheduleReader {

  private static final List<String> TOP = List.of("name", "timezone", "entries");
  private static final List<String> ENTRY =
      List.of(
          "task",
          "every",
          "cron",
          "crontab",
          "at",
          "args",
          "kwargs",
          "options",
          "timezone",
          "misfire",
          "catchup",
          "overlap",
          "overlap_timeout",
          "jitter");
  private static final List<String> OPTIONS = List.of("queue", "expires", "priority");

  /** Without a limit the slots of a year could follow a year of rest. */
  private static final Duration CATCHUP_OF_ALL = Duration.ofDays(1);

  /** Names are parts of keys and stand in every line of the log. */
  private static final String NAME = "[^\\p{Cntrl}{}]{1,200}";

  private final YamlFile file;

  ScheduleReader(YamlFile file) {
    this.file = file;
  }

  ScheduleFile read(String text, ZoneId fallback) {
    YamlNode root =
        file.read(text).orElseThrow(() -> file.wrong(1, "it is empty", "Write entries: first."));
    Section top = new Section(file, "schedule", root, TOP);
    ZoneId zone = top.value("timezone", Kinds.ZONE).orElse(fallback);
    Optional<String> name = top.text("name");
    name.ifPresent(word -> checkName(word, top.node("name").orElseThrow().line()));
    YamlNode list =
        top.node("entries")
            .orElseThrow(
                () -> file.wrong(top.line(), "there are no entries", "Write entries: below it."));
    List<ScheduleEntry> entries = new ArrayList<>();
    for (YamlNode.Entry each : entries(list)) {
      checkName(each.name(), each.line());
      entries.add(entry(each, zone));
    }
    return new ScheduleFile(file.name(), name, List.copyOf(entries));
  }

  private List<YamlNode.Entry> entries(YamlNode list) {
    if (list instanceof YamlNode.Scalar scalar && scalar.isNothing()) {
      return List.of();
    }
    if (list instanceof YamlNode.Entries inside) {
      return inside.entries();
    }
    throw file.wrong(
        list.line(), "\"entries\" must hold names", "Write name: {task: echo, every: 6s} below.");
  }

  private void checkName(String name, int line) {
    if (!name.matches(NAME)) {
      throw file.wrong(
          line, "\"" + name + "\" is no name", "Give 1 to 200 characters, without braces.");
    }
  }

  private ScheduleEntry entry(YamlNode.Entry each, ZoneId zone) {
    Section entry = new Section(file, each.name(), each.value(), ENTRY);
    refuseOverlap(entry);
    return new ScheduleEntry(
        each.name(),
        new TimingReader(file, each.name()).read(entry),
        entry.value("timezone", Kinds.ZONE).orElse(zone),
        sending(entry),
        misfire(entry),
        entry.value("jitter", Kinds.DURATION).orElse(Duration.ZERO));
  }

  /** An entry whose runs may overlap after all would be worse than one that is refused. */
  private void refuseOverlap(Section entry) {
    String overlap = entry.value("overlap", Kinds.word("allow", "skip", "buffer_one")).orElse("");
    if (!overlap.isEmpty() && !overlap.equals("allow")) {
      throw file.wrong(
          entry.node("overlap").orElseThrow().line(),
          "\"overlap: " + overlap + "\" is not in this version",
          "Leave it out, or write overlap: allow.");
    }
    if (entry.value("overlap_timeout", Kinds.DURATION).isPresent()) {
      throw file.wrong(
          entry.node("overlap_timeout").orElseThrow().line(),
          "\"overlap_timeout\" is not in this version",
          "Leave it out.");
    }
  }

  private static Misfire misfire(Section entry) {
    Misfire.Policy policy =
        entry
            .value("misfire", Kinds.word("skip", "once", "all"))
            .map(word -> Misfire.Policy.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Misfire.Policy.ONCE);
    Optional<Duration> catchup = entry.value("catchup", Kinds.DURATION);
    boolean all = policy == Misfire.Policy.ALL;
    return new Misfire(policy, all ? catchup.or(() -> Optional.of(CATCHUP_OF_ALL)) : catchup);
  }

  private Sending sending(Section entry) {
    Optional<Section> options =
        entry.node("options").map(node -> new Section(file, "options", node, OPTIONS));
    return new Sending(
        entry.required("task"),
        args(entry),
        kwargs(entry),
        options.flatMap(section -> section.text("queue")),
        options.flatMap(section -> section.value("priority", Kinds.whole(0, 9))),
        options.flatMap(section -> section.value("expires", Kinds.DURATION)));
  }

  private JsonArray args(Section entry) {
    Optional<YamlNode> node = entry.node("args");
    Json json = node.map(YamlJson::of).orElse(JsonArray.EMPTY);
    return json.asArray()
        .orElseThrow(
            () ->
                file.wrong(
                    node.orElseThrow().line(), "\"args\" must be a list", "Write args: [yun]."));
  }

  private JsonObject kwargs(Section entry) {
    Optional<YamlNode> node = entry.node("kwargs");
    Json json = node.map(YamlJson::of).orElse(JsonObject.EMPTY);
    return json.asObject()
        .orElseThrow(
            () ->
                file.wrong(
                    node.orElseThrow().line(),
                    "\"kwargs\" must hold names",
                    "Write kwargs: {subject: hello}."));
  }
}
