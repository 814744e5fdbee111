package io.taskq.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A settings file that was read.
 *
 * @param name the path as it is shown to people
 */
record SettingsFile(String name, Map<String, Setting> values, Sections sections) {

  static Optional<SettingsFile> find(
      Optional<String> named, Map<String, String> environment, Path folder) {
    return Optional.empty();
  }
}
