package io.taskq.exec;

import io.taskq.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a program finds around it: a folder, and an environment with what is listed here and in its
 * definition. The worker's own holds the broker's password, and may hold what changes how programs
 * start ({@code LD_PRELOAD}, {@code BASH_ENV}).
 */
final class Surroundings {

  private static final Set<String> PASSED = Set.of("PATH", "HOME", "LANG", "TZ", "TMPDIR");

  private final Map<String, String> variables = new HashMap<>();
  private final Path folder;

  /**
   * Makes them.
   *
   * @param environment the worker's
   * @param folder where the program runs
   * @param more what the definition adds
   */
  Surroundings(Map<String, String> environment, Path folder, Map<String, String> more) {
    environment.forEach(
        (name, value) -> {
          if (PASSED.contains(name) || name.startsWith("LC_")) {
            variables.put(name, value);
          }
        });
    variables.putAll(more);
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** The variables of one run. */
  Map<String, String> of(TaskContext context) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("TASKQ_ID", context.id());
    all.put("TASKQ_ATTEMPT", Integer.toString(context.attempt()));
    all.put("TASKQ_DELIVERY", Integer.toString(context.delivery()));
    all.put("TASKQ_FENCE", Long.toString(context.fence()));
    context.slot().ifPresent(slot -> all.put("TASKQ_SLOT", slot.toString()));
    return all;
  }

  /** The program of that name: one with a slash from the folder, any other from the PATH. */
  Optional<Path> find(String name, Path base) {
    if (!name.contains("/")) {
      return Tools.onPath(variables.getOrDefault("PATH", ""), name);
    }
    return Optional.of(base.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
  }
}
