package io.taskq.cli.command;

import io.taskq.error.TaskqException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** Says how to repeat what may have happened already, without doubling it. */
final class Repeat {

  private static final String HARMLESS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,=@%+";

  private Repeat() {}

  /**
   * Runs the step that sends.
   *
   * @param taskId under which a repeat is recognised
   * @throws TaskqException.OutcomeUnknown when the connection broke after sending
   */
  static <R> R guard(CommandSpec spec, String taskId, Supplier<R> sending) {
    try {
      return sending.get();
    } catch (TaskqException.Unavailable e) {
      if (!e.mayHaveHappened()) {
        throw e;
      }
      throw new TaskqException.OutcomeUnknown(
          "it is not known whether " + taskId + " was enqueued",
          e.getMessage(),
          "Repeat within 10 minutes, and it is enqueued once: " + line(spec, taskId),
          e);
    }
  }

  /** What was typed, with the id. */
  private static String line(CommandSpec spec, String taskId) {
    List<String> words = new ArrayList<>();
    words.add("taskq");
    List<String> typed = spec.root().commandLine().getParseResult().originalArgs();
    // What follows is not for taskq.
    int end = typed.contains("--") ? typed.indexOf("--") : typed.size();
    words.addAll(typed.subList(0, end));
    if (words.stream().noneMatch(word -> word.equals("--id") || word.startsWith("--id="))) {
      words.add("--id");
      words.add(taskId);
    }
    words.addAll(typed.subList(end, typed.size()));
    return String.join(" ", words.stream().map(Repeat::quoted).toList());
  }

  /** The word as a shell reads it. */
  private static String quoted(String word) {
    boolean harmless = !word.isEmpty() && word.chars().allMatch(c -> HARMLESS.indexOf(c) >= 0);
    return harmless ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
