package io.taskq.config;

import io.taskq.error.TaskqException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings among the variables of the environment. */
final class Variables {

  private static final String PREFIX = "TASKQ_";

  /** More keystrokes apart, and it is rather a variable of somebody else's. */
  private static final int TYPING_ERROR = 2;

  /** Variables that are no settings: of the launcher, and where the settings file lies. */
  private static final List<String> OTHERS =
      List.of("TASKQ_CONFIG", "TASKQ_HOME", "TASKQ_JAVA_HOME");

  private Variables() {}

  static List<Setting> read(Map<String, String> environment) {
    List<Setting> settings = new ArrayList<>();
    Map<String, SettingKey<?>> known = null;
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      if (name.startsWith(PREFIX) && !OTHERS.contains(name)) {
        known = known == null ? byVariable() : known;
        SettingKey<?> key = known.get(name);
        if (key != null) {
          settings.add(new Setting(key, variable.getValue(), Origin.environment(name)));
        } else {
          refuseTypingError(name, known);
        }
      }
    }
    return settings;
  }

  private static Map<String, SettingKey<?>> byVariable() {
    Map<String, SettingKey<?>> known = new LinkedHashMap<>();
    SettingKeys.all().forEach(key -> known.put(key.variable(), key));
    return known;
  }

  /** A variable nobody reads does no harm, but one that was meant as a setting would. */
  private static void refuseTypingError(String name, Map<String, SettingKey<?>> known) {
    Optional<String> meant = Nearest.to(name, known.keySet(), TYPING_ERROR);
    if (meant.isPresent()) {
      throw new TaskqException.Invalid(
          "cannot use the environment",
          name + " is not a setting",
          "Did you mean " + meant.get() + "?");
    }
  }
}
