package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.config.Settings;
import io.taskq.config.WorkerSettings;
import io.taskq.worker.child.ChildLaunch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command line of a worker's child: another JVM of the same taskq, which starts fast. */
final class ChildProgram {

  /** Names the option of the JVM that gives it an archive of classes; set by the launcher. */
  private static final String ARCHIVE = "taskq.child.archive";

  /**
   * The small collector starts fastest; both compilers stay, for tasks that compute. Out of memory
   * ends the child: half a JVM would fail task after task.
   */
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xlog:disable",
          "-Xlog:all=error:stderr");

  private ChildProgram() {}

  static ChildLaunch launch(CommandContext context) {
    Settings settings = context.settings();
    WorkerSettings worker = settings.worker();
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(JVM);
    property(ARCHIVE).forEach(words::add);
    String more = context.environment().getOrDefault("TASKQ_JAVA_OPTS", "");
    Stream.of(more.split("\\s+")).filter(word -> !word.isEmpty()).forEach(words::add);
    property("taskq.home").forEach(home -> words.add("-Dtaskq.home=" + home));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.taskq.cli.Main"));
    words.add(ChildCommand.NAME);
    settings.file().ifPresent(file -> words.addAll(List.of("--config", file)));
    if (!worker.include().isEmpty()) {
      words.addAll(List.of("--include", String.join(",", worker.include())));
    }
    // Not on the command line, where everybody could read its password.
    Map<String, String> environment = Map.of("TASKQ_BROKER", settings.broker());
    return new ChildLaunch(
        words, environment, worker.maxTasksPerChild(), worker.maxMemoryPerChild());
  }

  private static Stream<String> property(String name) {
    return Stream.ofNullable(System.getProperty(name)).filter(value -> !value.isEmpty());
  }
}
