package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.Table;
import io.taskq.config.Flag;
import io.taskq.config.SettingKeys;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists names of tasks or queues. */
@Command(
    name = "list",
    sortOptions = false,
    description = "Lists the tasks a worker started here could run, or the queues in Redis.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:listed",
      "2:wrong usage or wrong setting",
      "69:queues: Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq list tasks -I my-tasks.jar   what a worker with this jar could run",
      "  taskq list queues --json           for a program",
    })
public final class ListCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "WHAT",
      completionCandidates = Offered.class,
      description = "tasks or queues.")
  private String what;

  @Option(
      names = {"-I", "--include"},
      paramLabel = "JAR_OR_DIR,...",
      description = "More jars, or folders of jars, with tasks.")
  private String include;

  private final CommandContext context;

  /** A command for this run. */
  public ListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    switch (what) {
      case "tasks" -> tasks();
      case "queues" -> queues();
      default ->
          throw new TaskqException.Invalid(
              "cannot list \"" + what + "\"", "there is no such list", "Say tasks or queues.");
    }
    return 0;
  }

  private void tasks() {
    if (include != null) {
      context.settings(List.of(new Flag(SettingKeys.WORKER_INCLUDE, "--include", include)));
    }
    List<TaskView> tasks = OwnTasks.of(context).all().stream().map(TaskView::of).toList();
    Output output = context.output();
    if (output.isJson()) {
      output.json(new JsonArray(tasks.stream().<Json>map(TaskView::json).toList()));
    } else {
      Table table = new Table("TASK", "KIND", "TAKES", "SET TO", "FROM");
      tasks.forEach(task -> table.row(task.row()));
      output.table(table);
    }
  }

  private void queues() {
    List<String> names = List.copyOf(context.broker().queues().names());
    Output output = context.output();
    if (output.isJson()) {
      output.json(JsonArray.ofTexts(names));
    } else {
      names.forEach(output::line);
    }
  }

  /** What a shell offers in its place. */
  static final class Offered implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return List.of("queues", "tasks").iterator();
    }
  }
}
