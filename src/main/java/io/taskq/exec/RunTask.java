package io.taskq.exec;

import io.taskq.json.JavaValues;
import io.taskq.task.Arguments;
import io.taskq.task.FinalFailure;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import io.taskq.task.TaskFacts;
import io.taskq.task.WrongArguments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code taskq run -- CMD ARGS…}: one program that the message names, where the worker's settings
 * name it too. Every worker finds this task, so that one that allows nothing says so.
 */
public final class RunTask implements Task {

  /** What messages call it. */
  public static final String NAME = "taskq.run";

  private final List<String> allowed;
  private final Surroundings surroundings;
  private final Map<String, String> environment;
  private final Path base;

  /**
   * Makes it.
   *
   * @param allowed the programs it may start, each as messages write it
   * @param environment the worker's
   * @param base where it runs, and where relative paths start
   */
  public RunTask(List<String> allowed, Map<String, String> environment, Path base) {
    this.allowed = List.copyOf(allowed);
    this.environment = environment;
    this.base = base.toAbsolutePath();
    this.surroundings = new Surroundings(environment, this.base, Map.of());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TaskFacts facts() {
    return new TaskFacts(
        "exec", List.of("0: the program", "its arguments"), "run.allow", "settings");
  }

  /** Whether it may start anything at all. */
  public boolean isUsed() {
    return !allowed.isEmpty();
  }

  /** Those it may start and cannot, on this machine at the moment. */
  List<String> missing() {
    return allowed.stream().filter(word -> surroundings.find(word, base).isEmpty()).toList();
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) throws InterruptedException {
    List<String> words = words(arguments);
    String program = words.getFirst();
    if (!allowed.contains(program)) {
      throw new FinalFailure(
          "this worker does not run '%s': run.allow in its taskq.yml names %s"
              .formatted(program, isUsed() ? "only " + String.join(", ", allowed) : "nothing"));
    }
    Path found =
        surroundings
            .find(program, base)
            .orElseThrow(
                () -> new ProgramMissing("its program \"%s\" is not there".formatted(program)));
    words.set(0, found.toString());
    return RunningProgram.run(
        new RunningProgram.Plan(words, base, surroundings.of(context), Optional.empty()),
        Tools.of(environment),
        context);
  }

  private static List<String> words(Arguments arguments) {
    arguments.atMost(Integer.MAX_VALUE, List.of());
    List<String> words = new ArrayList<>();
    for (Object value : arguments.positional()) {
      if (value == null || value instanceof List || value instanceof Map) {
        throw new WrongArguments("argument %d is no text".formatted(words.size()));
      }
      String text = value instanceof String string ? string : JavaValues.toJson(value).text();
      if (text.indexOf('\0') >= 0) {
        throw new WrongArguments("argument %d contains NUL".formatted(words.size()));
      }
      words.add(text);
    }
    if (words.isEmpty()) {
      throw new WrongArguments("argument 0, the program, is missing");
    }
    return words;
  }
}
