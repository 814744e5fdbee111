package io.taskq.exec;

import io.taskq.json.JavaValues;
import io.taskq.json.JsonException;
import io.taskq.json.JsonLimits;
import io.taskq.json.JsonReader;
import io.taskq.task.FinalFailure;
import io.taskq.task.ProcessLost;

/** What a program's end means for its task. */
final class Answer {

  private static final int OF_SIGNALS = 128;
  private static final int KILL = 9;

  /** What of stderr goes into a result: a result is for reading. */
  private static final int MOST_ERROR = 2_000;

  private Answer() {}

  /** The value of the last line of stdout; of none when it wrote nothing. */
  static Object of(Tail out) {
    String text = out.text().stripTrailing();
    int newline = text.lastIndexOf('\n');
    if (newline < 0 && out.isCut()) {
      throw new FinalFailure(
          "the last line of its output is longer than %,d bytes"
              .formatted(RunningProgram.MOST_OUTPUT));
    }
    String line = text.substring(newline + 1).strip();
    if (line.isEmpty()) {
      return null;
    }
    try {
      return JavaValues.toJava(JsonReader.read(line, JsonLimits.USUAL));
    } catch (JsonException e) {
      return line;
    }
  }

  /** Why it failed. */
  static RuntimeException failure(int exitCode, Tail err) {
    String said = err.text().strip();
    if (said.length() > MOST_ERROR) {
      said = "..." + said.substring(said.length() - MOST_ERROR);
    }
    if (exitCode == OF_SIGNALS + KILL) {
      // Nobody of us did that: the system does when memory is short.
      return new ProcessLost("its program was killed by signal 9");
    }
    String signal =
        exitCode > OF_SIGNALS ? " (128 + signal %d)".formatted(exitCode - OF_SIGNALS) : "";
    return new ExecFailed(
        "exit code %d%s: %s"
            .formatted(exitCode, signal, said.isEmpty() ? "nothing on stderr" : said));
  }
}
