package io.taskq.worker.child;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to start a child, and when it has done enough.
 *
 * @param command the program, which is to call {@link ChildSide} with {@link #INPUT} and {@link
 *     #OUTPUT}
 * @param environment more of it than the parent's own
 * @param maxTasks after so many tasks another child takes its place
 * @param maxMemory after a task that leaves it larger than these bytes, too
 */
public record ChildLaunch(
    List<String> command,
    Map<String, String> environment,
    Optional<Integer> maxTasks,
    Optional<Long> maxMemory) {

  /** Where the child finds what the parent sends. */
  public static final String INPUT = "/dev/fd/3";

  /** Where the child says what the parent reads. */
  public static final String OUTPUT = "/dev/fd/4";

  /**
   * Moves the pipe away from where everybody writes: what a task, a library or a program of the
   * task's prints goes to the worker's stderr, and none of them can read what is not theirs.
   */
  private static final String ASIDE = "exec \"$@\" 3<&0 4>&1 0</dev/null 1>&2";

  public ChildLaunch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  Process start() throws IOException {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", ASIDE, "taskq-child"));
    words.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return builder.start();
  }
}
