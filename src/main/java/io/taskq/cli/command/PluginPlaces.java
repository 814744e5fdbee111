package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.task.Plugins;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where jars with tasks are looked for: the build's own, the user's, and those that are named. */
final class PluginPlaces {

  private PluginPlaces() {}

  /** In the order in which a later task replaces an earlier one of its name. */
  static List<Path> of(List<String> named, CommandContext context) {
    List<Path> places = new ArrayList<>();
    addFolder(places, beside(Plugins.class));
    addFolder(places, ofUser(context.environment()));
    named.forEach(place -> places.add(context.folder().resolve(place)));
    return places;
  }

  private static void addFolder(List<Path> places, Path folder) {
    if (Files.isDirectory(folder)) {
      places.add(folder);
    }
  }

  private static Path ofUser(Map<String, String> environment) {
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    Path base =
        data.isEmpty()
            ? Path.of(environment.getOrDefault("HOME", "."), ".local", "share")
            : Path.of(data);
    return base.resolve("taskq").resolve("plugins");
  }

  /** The folder beside the jar, or the class folder, that the type came from. */
  private static Path beside(Class<?> type) {
    try {
      Path code = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      return code.resolveSibling("plugins");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has a place that is no path", e);
    }
  }
}
