package io.taskq.config;

import io.taskq.error.TaskqException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts settings together: a flag beats the environment, that beats the file, that the default. */
public final class SettingsReader {

  private final Map<String, String> environment;
  private final Path folder;

  /**
   * A reader for one process.
   *
   * @param folder where relative paths start
   */
  public SettingsReader(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  /**
   * Reads all places.
   *
   * @param file the settings file named on the command line
   * @throws TaskqException.Invalid when a key or value is wrong, naming its place
   */
  public Settings read(List<Flag> flags, Optional<String> file) {
    Map<String, Setting> given = new LinkedHashMap<>();
    Optional<SettingsFile> found = SettingsFile.find(file, environment, folder);
    found.ifPresent(settings -> given.putAll(settings.values()));
    Variables.read(environment).forEach(setting -> put(given, setting));
    for (Flag flag : flags) {
      put(given, new Setting(flag.key(), flag.text(), Origin.flag(flag.option())));
    }
    return new Settings(
        given,
        found.map(SettingsFile::sections).orElse(Sections.EMPTY),
        found.map(SettingsFile::name));
  }

  private static void put(Map<String, Setting> given, Setting setting) {
    check(setting);
    given.put(setting.key().name(), setting);
  }

  /** Refuses a value that its setting cannot have. */
  private static void check(Setting setting) {
    SettingKey<?> key = setting.key();
    try {
      key.read(setting.text());
    } catch (IllegalArgumentException e) {
      throw new TaskqException.Invalid(
          "cannot use " + key.name(),
          "%s is \"%s\"".formatted(setting.origin(), setting.shown()),
          key.kind().right());
    }
  }
}
