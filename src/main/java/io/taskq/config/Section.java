package io.taskq.config;

import java.util.List;
import java.util.Optional;

/** A few named values of one thing in the settings file, with only names that are known. */
final class Section {

  private static final int TYPING_ERROR = 3;

  private final YamlFile file;
  private final String name;
  private final YamlNode.Entries entries;

  Section(YamlFile file, String name, YamlNode node, List<String> known) {
    if (!(node instanceof YamlNode.Entries inside)) {
      throw file.wrong(
          node.line(),
          "\"" + name + "\" is one value",
          "Write it with these names: " + String.join(", ", known) + ".");
    }
    this.file = file;
    this.name = name;
    this.entries = inside;
    for (YamlNode.Entry entry : inside.entries()) {
      if (!known.contains(entry.name())) {
        throw file.wrong(
            entry.line(),
            "\"%s\" is not known in \"%s\"".formatted(entry.name(), name),
            Nearest.to(entry.name(), known, TYPING_ERROR)
                .map(near -> "Did you mean " + near + "?")
                .orElse("Known here: " + String.join(", ", known) + "."));
      }
    }
  }

  int line() {
    return entries.line();
  }

  Optional<YamlNode> node(String key) {
    return entries.entry(key).map(YamlNode.Entry::value);
  }

  Optional<String> text(String key) {
    Optional<YamlNode.Entry> entry = entries.entry(key);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    if (!(entry.get().value() instanceof YamlNode.Scalar scalar)) {
      throw file.wrong(
          entry.get().line(), "\"" + key + "\" must be one value", "Write " + key + ": value.");
    }
    return scalar.isNothing() ? Optional.empty() : Optional.of(scalar.text());
  }

  String required(String key) {
    return text(key)
        .orElseThrow(
            () ->
                file.wrong(
                    line(), "\"%s\" has no %s".formatted(name, key), "Add " + key + ": value."));
  }

  <T> Optional<T> value(String key, Kind<T> kind) {
    Optional<String> text = text(key);
    try {
      return text.map(kind::read);
    } catch (IllegalArgumentException e) {
      throw file.wrong(
          entries.entry(key).orElseThrow().line(),
          "\"%s: %s\" cannot be read".formatted(key, text.orElse("")),
          kind.right());
    }
  }
}
