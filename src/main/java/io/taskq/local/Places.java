package io.taskq.local;

import io.taskq.error.TaskqException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the local broker keeps its things; the environment decides, not the password file. */
final class Places {

  static final int USUAL_PORT = 6379;

  /** The port to begin with, and the one where a Redis is looked for when none is named. */
  static final String PORT = "TASKQ_LOCAL_PORT";

  private static final int HIGHEST_PORT = 65_535;

  private final Map<String, String> environment;

  Places(Map<String, String> environment) {
    this.environment = environment;
  }

  /** What is remembered; empty when the environment names no place. */
  Optional<Path> state() {
    return place("XDG_STATE_HOME", ".local", "state");
  }

  Path neededState() {
    return state().orElseThrow(Places::nowhere);
  }

  /** What can be made again. */
  Path cache() {
    return place("XDG_CACHE_HOME", ".cache").orElseThrow(Places::nowhere);
  }

  String path() {
    return environment.getOrDefault("PATH", "");
  }

  int firstPort() {
    String text = environment.getOrDefault(PORT, "");
    if (text.isEmpty()) {
      return USUAL_PORT;
    }
    if (text.matches("\\d{1,5}") && isPort(Integer.parseInt(text))) {
      return Integer.parseInt(text);
    }
    throw new TaskqException.Invalid(
        "cannot use " + PORT, "\"" + text + "\" is no port", "Give a number from 1 to 65535.");
  }

  static boolean isPort(int number) {
    return number > 0 && number <= HIGHEST_PORT;
  }

  /** A path with the home folder written short, for people. */
  String shown(Path path) {
    String home = environment.getOrDefault("HOME", "");
    return !home.isEmpty() && path.startsWith(home)
        ? "~/" + Path.of(home).relativize(path)
        : path.toString();
  }

  private Optional<Path> place(String variable, String... belowHome) {
    String own = environment.getOrDefault(variable, "");
    String home = environment.getOrDefault("HOME", "");
    if (own.startsWith("/")) {
      return Optional.of(Path.of(own, "taskq"));
    }
    return home.isEmpty()
        ? Optional.empty()
        : Optional.of(Path.of(home, belowHome).resolve("taskq").toAbsolutePath());
  }

  private static TaskqException nowhere() {
    return new TaskqException.Invalid(
        "there is no place for a local broker",
        "neither HOME nor XDG_STATE_HOME is set",
        "Set one of them, or name a Redis with --broker.");
  }
}
