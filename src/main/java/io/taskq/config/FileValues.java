package io.taskq.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the settings of a file that are single values, and refuses names nobody knows. */
final class FileValues {

  /** More keystrokes apart, and the suggestion would rather confuse. */
  private static final int TYPING_ERROR = 3;

  private final YamlFile file;
  private final Substitution substitution;
  private final Map<String, SettingKey<?>> known = new LinkedHashMap<>();
  private final Map<String, Setting> values = new LinkedHashMap<>();

  FileValues(YamlFile file, Substitution substitution) {
    this.file = file;
    this.substitution = substitution;
    SettingKeys.all().forEach(key -> known.put(key.name(), key));
  }

  Map<String, Setting> read(YamlNode.Entries root) {
    for (YamlNode.Entry entry : root.entries()) {
      if (!SectionsReader.NAMES.contains(entry.name())) {
        read("", entry);
      }
    }
    return values;
  }

  private void read(String above, YamlNode.Entry entry) {
    String name = above + entry.name();
    SettingKey<?> key = known.get(name);
    if (key != null) {
      value(key, entry);
      return;
    }
    String group = name + ".";
    if (known.keySet().stream().noneMatch(other -> other.startsWith(group))) {
      throw file.wrong(entry.line(), "\"" + name + "\" is not a setting", meant(name, above));
    }
    switch (entry.value()) {
      case YamlNode.Entries inside -> inside.entries().forEach(each -> read(group, each));
      case YamlNode.Scalar scalar when scalar.isNothing() -> {}
      default ->
          throw file.wrong(
              entry.line(),
              "\"" + name + "\" holds settings, not a value",
              "Write them below it, for example " + below(group) + ".");
    }
  }

  private String below(String group) {
    return known.keySet().stream().filter(name -> name.startsWith(group)).findFirst().orElse(group);
  }

  private void value(SettingKey<?> key, YamlNode.Entry entry) {
    String written = text(key, entry);
    Optional<String> missing = substitution.missing(written);
    // Only a worker sends mail: a machine that enqueues needs no mail password in its environment.
    if (missing.isPresent() && !key.name().startsWith("mail.")) {
      throw file.wrong(
          entry.line(),
          "%s needs the variable %s, which is not set".formatted(key.name(), missing.get()),
          "Set it, or write ${%s:-default}.".formatted(missing.get()));
    }
    String text = substitution.apply(written);
    Setting setting = new Setting(key, text, Origin.file(file.name(), entry.line()));
    if (text.isEmpty() && missing.isPresent()) {
      values.put(key.name(), new Setting(key, key.fallback(), setting.origin()));
      return;
    }
    try {
      key.read(text);
    } catch (IllegalArgumentException e) {
      throw file.wrong(
          entry.line(),
          "\"%s: %s\" cannot be read".formatted(key.name(), setting.shown()),
          key.kind().right());
    }
    values.put(key.name(), setting);
  }

  private String text(SettingKey<?> key, YamlNode.Entry entry) {
    return switch (entry.value()) {
      case YamlNode.Scalar scalar -> scalar.isNothing() ? key.fallback() : scalar.text();
      case YamlNode.Items list when Kinds.isList(key.kind()) -> join(key, list);
      default ->
          throw file.wrong(
              entry.line(), "\"" + key.name() + "\" must be one value", key.kind().right());
    };
  }

  private String join(SettingKey<?> key, YamlNode.Items list) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (!(item instanceof YamlNode.Scalar scalar)) {
        throw file.wrong(
            item.line(), "\"" + key.name() + "\" must be a list of names", key.kind().right());
      }
      texts.add(scalar.text());
    }
    return String.join(",", texts);
  }

  private String meant(String name, String above) {
    List<String> names = new ArrayList<>(known.keySet());
    names.addAll(SectionsReader.NAMES);
    return Nearest.to(name, names, TYPING_ERROR)
        .map(near -> "Did you mean " + near + "?")
        .orElseGet(() -> "Known here: " + String.join(", ", siblings(names, above)) + ".");
  }

  private static List<String> siblings(List<String> names, String above) {
    return names.stream()
        .filter(name -> name.startsWith(above))
        .map(name -> name.substring(above.length()).split("\\.", 2)[0])
        .distinct()
        .toList();
  }
}
