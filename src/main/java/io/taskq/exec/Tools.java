package io.taskq.exec;

import io.taskq.error.TaskqException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the system must have so that a program can be ended for certain.
 *
 * @param setsid the program that starts another in a session of its own
 * @param path where the shepherd finds its programs
 */
record Tools(String setsid, String path) {

  /**
   * Finds them.
   *
   * @throws TaskqException.Refused when this system has none
   */
  static Tools of(Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", "");
    String setsid =
        onPath(path, "setsid")
            .map(Path::toString)
            .orElseThrow(
                () ->
                    new TaskqException.Refused(
                        "cannot run programs as tasks",
                        "there is no setsid on the PATH, and without it what a program starts"
                            + " could outlive its worker",
                        "Install util-linux, or leave the exec tasks out of taskq.yml here."));
    return new Tools(setsid, path);
  }

  /** The first program of that name. */
  static Optional<Path> onPath(String path, String name) {
    return Stream.of(path.split(File.pathSeparator))
        // An empty or relative one would mean whatever folder this runs in.
        .filter(place -> place.startsWith("/"))
        .map(place -> Path.of(place, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
