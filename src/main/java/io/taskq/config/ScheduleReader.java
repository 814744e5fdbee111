package io.taskq.config;

import io.taskq.config.Timing.Word;
import io.taskq.loop.Abreast;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

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
          "start",
          "end",
          "limit",
          "exclude",
          "misfire",
          "catchup",
          "overlap",
          "overlap_timeout",
          "jitter");

  /** Without a limit the slots of a year could follow a year of rest. */
  private static final Duration CATCHUP_OF_ALL = Duration.ofDays(1);

  /** Names are parts of keys and stand in every line of the log. */
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}{}]{1,200}");

  // Made once: there may be ten thousand entries.
  private static final Kind<Integer> LIMIT = Kinds.whole(1, Integer.MAX_VALUE);
  private static final Kind<String> OVERLAP = Kinds.word("allow", "skip", "buffer_one");
  private static final Kind<String> MISFIRE = Kinds.word("skip", "once", "all");

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
    return new ScheduleFile(
        file.name(), name, Abreast.map(entries(list), each -> entry(each, zone)));
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
    if (!NAME.matcher(name).matches()) {
      throw file.wrong(
          line, "\"" + name + "\" is no name", "Give 1 to 200 characters, without braces.");
    }
  }

  private ScheduleEntry entry(YamlNode.Entry each, ZoneId zone) {
    checkName(each.name(), each.line());
    Section entry = new Section(file, each.name(), each.value(), ENTRY);
    return new ScheduleEntry(
        each.name(),
        new TimingReader(file, each.name()).read(entry),
        entry.value("timezone", Kinds.ZONE).orElse(zone),
        bounds(entry),
        new SendingReader(file).read(entry),
        misfire(entry),
        overlap(entry),
        entry.value("jitter", Kinds.DURATION).orElse(Duration.ZERO));
  }

  private Bounds bounds(Section entry) {
    return new Bounds(
        word(entry, "start"),
        word(entry, "end"),
        entry.value("limit", LIMIT),
        entry.node("exclude").map(this::days).orElse(List.of()));
  }

  private static Optional<Word> word(Section entry, String key) {
    return entry.text(key).map(text -> new Word(text, entry.node(key).orElseThrow().line()));
  }

  private List<Word> days(YamlNode node) {
    if (node instanceof YamlNode.Items list) {
      return list.items().stream().flatMap(item -> days(item).stream()).toList();
    }
    if (node instanceof YamlNode.Scalar scalar && !scalar.isNothing()) {
      return List.of(new Word(scalar.text(), scalar.line()));
    }
    throw file.wrong(node.line(), "\"exclude\" must be a list", "Write exclude: [2026-12-25].");
  }

  private Overlap overlap(Section entry) {
    Overlap.Policy policy =
        entry
            .value("overlap", OVERLAP)
            .map(word -> Overlap.Policy.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Overlap.Policy.ALLOW);
    Optional<Duration> timeout = entry.value("overlap_timeout", Kinds.DURATION);
    if (policy == Overlap.Policy.ALLOW && timeout.isPresent()) {
      throw file.wrong(
          entry.node("overlap_timeout").orElseThrow().line(),
          "\"overlap_timeout\" has no meaning while runs may overlap",
          "Add overlap: skip or overlap: buffer_one, or leave it out.");
    }
    return new Overlap(policy, timeout.orElse(Overlap.ALLOWED.timeout()));
  }

  private static Misfire misfire(Section entry) {
    Misfire.Policy policy =
        entry
            .value("misfire", MISFIRE)
            .map(word -> Misfire.Policy.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Misfire.Policy.ONCE);
    Optional<Duration> catchup = entry.value("catchup", Kinds.DURATION);
    boolean all = policy == Misfire.Policy.ALL;
    return new Misfire(policy, all ? catchup.or(() -> Optional.of(CATCHUP_OF_ALL)) : catchup);
  }
}
