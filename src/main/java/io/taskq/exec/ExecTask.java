package io.taskq.exec;

import io.taskq.config.TaskDefinition;
import io.taskq.json.JavaValues;
import io.taskq.json.JsonObject;
import io.taskq.task.Arguments;
import io.taskq.task.DeclaredOptions;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import io.taskq.task.TaskFacts;
import io.taskq.task.TaskOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task that is a program, as {@code tasks:} in the settings file declares it. */
public final class ExecTask implements Task {

  private final String name;
  private final TaskOptions options;
  private final Template template;
  private final boolean hasInput;
  private final Surroundings surroundings;
  private final Map<String, String> environment;
  private final Path base;

  /**
   * Makes it.
   *
   * @param environment the worker's
   * @param base where relative paths start
   * @throws io.taskq.error.TaskqException.Invalid when its words cannot be used
   */
  public ExecTask(TaskDefinition definition, Map<String, String> environment, Path base) {
    TaskDefinition.Program program = definition.program().orElseThrow();
    this.name = definition.name();
    this.options = DeclaredOptions.of(definition.rules());
    this.template = new Template(name, program.words(), program.hasInput());
    this.hasInput = program.hasInput();
    this.environment = environment;
    this.base = base.toAbsolutePath();
    Path folder = program.folder().map(this.base::resolve).orElse(this.base);
    this.surroundings = new Surroundings(environment, folder, program.environment());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TaskOptions options() {
    return options;
  }

  @Override
  public TaskFacts facts() {
    return new TaskFacts("exec", template.parameters(), "tasks." + name, "settings");
  }

  /** Why it cannot run on this machine at the moment; empty when it can. */
  public Optional<String> problem() {
    if (!Files.isDirectory(surroundings.folder())) {
      return Optional.of("its folder %s is not there".formatted(surroundings.folder()));
    }
    String program = template.program();
    if (surroundings.find(program, base).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        program.contains("/")
            ? "its program %s is not there, or not executable".formatted(base.resolve(program))
            : "its program \"%s\" is not on the PATH".formatted(program));
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) throws InterruptedException {
    return RunningProgram.run(plan(context, arguments), Tools.of(environment), context);
  }

  private RunningProgram.Plan plan(TaskContext context, Arguments arguments) {
    List<String> words = new ArrayList<>();
    List<String> filled = template.fill(arguments);
    problem()
        .ifPresent(
            why -> {
              throw new ProgramMissing(why);
            });
    words.add(surroundings.find(template.program(), base).orElseThrow().toString());
    words.addAll(filled);
    return new RunningProgram.Plan(
        words,
        surroundings.folder(),
        surroundings.of(context),
        hasInput ? Optional.of(request(context, arguments)) : Optional.empty());
  }

  private String request(TaskContext context, Arguments arguments) {
    return JsonObject.builder()
            .put("id", context.id())
            .put("task", name)
            .put("args", JavaValues.toJson(arguments.positional()))
            .put("kwargs", JavaValues.toJson(arguments.keyword()))
            .put("attempt", context.attempt())
            .put("delivery", context.delivery())
            .put("fence", context.fence())
            .put("queue", context.queue())
            .put("headers", JavaValues.toJson(context.headers()))
            .build()
            .text()
        + "\n";
  }
}
