package io.taskq.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A settings file that was read.
 *
 * @param name the path as it is shown to people
 */
record SettingsFile(String name, Map<String, Setting> values, Sections sections) {

  private static final String FILE = "taskq.yml";

  /** The named file, or the first there is of the places where settings lie; empty for none. */
  static Optional<SettingsFile> find(
      Optional<String> named, Map<String, String> environment, Path folder) {
    Optional<String> wanted =
        named.or(
            () ->
                Optional.ofNullable(environment.get("TASKQ_CONFIG"))
                    .filter(path -> !path.isEmpty()));
    if (wanted.isPresent()) {
      return Optional.of(read(wanted.get(), folder, environment));
    }
    for (String place : places(environment)) {
      if (Files.isRegularFile(folder.resolve(place))) {
        return Optional.of(read(place, folder, environment));
      }
    }
    return Optional.empty();
  }

  private static List<String> places(Map<String, String> environment) {
    List<String> places = new ArrayList<>(List.of(FILE, "config/" + FILE));
    String own = environment.getOrDefault("XDG_CONFIG_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    if (!own.isEmpty()) {
      places.add(own + "/taskq/" + FILE);
    } else if (!home.isEmpty()) {
      places.add(home + "/.config/taskq/" + FILE);
    }
    String install = environment.getOrDefault("TASKQ_HOME", "");
    if (!install.isEmpty()) {
      places.add(install + "/config/" + FILE);
    }
    return places;
  }

  private static SettingsFile read(String name, Path folder, Map<String, String> environment) {
    String text =
        FileText.read(folder, name, "the settings file", "Give another with --config FILE.");
    return parse(name, text, environment);
  }

  private static SettingsFile parse(String name, String text, Map<String, String> environment) {
    YamlFile file = new YamlFile(name, "a settings file");
    Optional<YamlNode> content = hasContent(text) ? file.read(text) : Optional.empty();
    if (content.isEmpty()) {
      return new SettingsFile(name, Map.of(), Sections.EMPTY);
    }
    if (!(content.get() instanceof YamlNode.Entries root)) {
      throw file.wrong(content.get().line(), "there are no names", "Write name: value.");
    }
    return new SettingsFile(
        name,
        new FileValues(file, new Substitution(environment)).read(root),
        new SectionsReader(file, environment).read(root));
  }

  /** Whether there is more than comments; loading the YAML library for those would cost 20 ms. */
  private static boolean hasContent(String text) {
    return text.lines().map(String::strip).anyMatch(l -> !l.isEmpty() && !l.startsWith("#"));
  }
}
