package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.task.Plugins;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where jars with tasks are looked for: the build's own, the user's, and those that are named. */
final class PluginPlaces {

  private PluginPlaces() {}

  /** In steps: what comes later may replace what came before, and not what comes with it. */
  static List<List<Path>> of(List<String> named, CommandContext context) {
    return List.of(
        ifThere(beside(Plugins.class)),
        ifThere(ofUser(context.environment())),
        named.stream().map(place -> context.folder().resolve(place)).toList());
  }

  private static List<Path> ifThere(Path folder) {
    return Files.isDirectory(folder) ? List.of(folder) : List.of();
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
