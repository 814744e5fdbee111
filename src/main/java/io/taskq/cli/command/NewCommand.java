package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Build;
import io.taskq.cli.output.Output;
import io.taskq.error.TaskqException;
import io.taskq.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a small project to start from. */
@Command(
    name = "new",
    sortOptions = false,
    description =
        "Makes a Maven project with a Java task and its test, and says what to type next.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:made", "2:wrong usage", "4:the folder is not empty, or cannot be written"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq new my-tasks    in a new folder of that name",
      "  taskq new .           in this folder, which is empty",
    })
public final class NewCommand implements Callable<Integer> {

  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "pom.xml", "pom.xml",
              "gitignore", ".gitignore",
              "Greetings.java.txt", "src/main/java/tasks/Greetings.java",
              "GreetingsTest.java.txt", "src/test/java/tasks/GreetingsTest.java",
              "io.taskq.task.Tasks", "src/main/resources/META-INF/services/io.taskq.task.Tasks"));

  @Parameters(paramLabel = "DIR", description = "A folder that is empty, or not there so far.")
  private Path named;

  private final CommandContext context;

  /** A command for this run. */
  public NewCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path folder = context.folder().resolve(named).toAbsolutePath().normalize();
    String name =
        folder.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    try {
      refuseFull(folder);
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        Path target = folder.resolve(file.getValue());
        Files.createDirectories(target.getParent());
        Files.writeString(target, starter(file.getKey(), name));
      }
    } catch (IOException e) {
      throw new TaskqException.Refused(
          "cannot make the project", "cannot write in " + folder, "Name another folder.", e);
    }
    say(folder, name);
    return 0;
  }

  private static void refuseFull(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> inside = Files.list(folder)) {
        if (inside.findAny().isPresent()) {
          throw new TaskqException.Refused(
              "cannot make the project", folder + " is not empty", "Name another folder.");
        }
      }
    }
  }

  private static String starter(String file, String name) throws IOException {
    try (InputStream text = NewCommand.class.getResourceAsStream("starter/" + file)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@NAME@", name)
          .replace("@VERSION@", Build.VERSION);
    }
  }

  private void say(Path folder, String name) {
    Output output = context.output();
    if (output.isJson()) {
      output.json(JsonObject.builder().put("folder", folder.toString()).put("name", name).build());
      return;
    }
    """
    made %s, a project with the tasks greet and count; next:
      cd %s
      mvn -q package
      taskq worker --include target/%s.jar
      taskq enqueue greet --arg yun --wait      in another terminal
    """
        .formatted(named, named, name)
        .lines()
        .forEach(output::line);
  }
}
