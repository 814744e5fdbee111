package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Output;
import io.taskq.config.Flag;
import io.taskq.config.SettingKeys;
import io.taskq.error.TaskqException;
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
      "  taskq list tasks -I my-tasks.jar   one name a line",
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
    List<String> names = names();
    Output output = context.output();
    if (output.isJson()) {
      output.json(JsonArray.ofTexts(names));
    } else {
      names.forEach(output::line);
    }
    return 0;
  }

  private List<String> names() {
    return switch (what) {
      case "tasks" -> {
        if (include != null) {
          context.settings(List.of(new Flag(SettingKeys.WORKER_INCLUDE, "--include", include)));
        }
        yield OwnTasks.of(context).names();
      }
      case "queues" -> List.copyOf(context.broker().queues().names());
      default ->
          throw new TaskqException.Invalid(
              "cannot list \"" + what + "\"", "there is no such list", "Say tasks or queues.");
    };
  }

  /** What a shell offers in its place. */
  static final class Offered implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return List.of("queues", "tasks").iterator();
    }
  }
}
