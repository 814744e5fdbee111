package io.taskq.cli;

import io.taskq.json.Json;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What commands do that start fast, done once and for nothing: {@code bin/taskq} runs it where it
 * makes the archive of classes, which then holds them ready-made for every later start.
 */
final class Training {

  /** Nobody listens there. */
  private static final List<String> NOWHERE = List.of("--broker", "redis://127.0.0.1:1");

  private static final List<String[]> COMMANDS =
      List.of(
          new String[] {"enqueue", "taskq.training", "--arg", "1"},
          new String[] {"inspect", "ping"},
          new String[] {"--help"},
          new String[] {"beat", "--schedule", "training.yml"},
          new String[] {"schedule", "next", "--schedule", "training.yml"});

  private Training() {}

  /** Started by the launcher, with the folder where a schedule lies. */
  public static void main(String[] args) {
    PrintWriter nobody = new PrintWriter(Writer.nullWriter());
    for (String[] words : COMMANDS) {
      String[] all = new String[NOWHERE.size() + words.length];
      NOWHERE.toArray(all);
      System.arraycopy(words, 0, all, NOWHERE.size(), words.length);
      Main.run(nobody, nobody, Map.of(), Path.of(args[0]), all);
    }
    // A reply is read, which none of them got.
    nobody.print(
        Json.parse("{\"worker1@host\": {\"ok\": \"pong\", \"at\": [1, 2.5, null]}}").text());
  }
}
