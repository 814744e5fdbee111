package io.taskq.cli.inspect;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.NodeOptions;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks workers what they do, or tells all that is known of one task. */
@Command(
    name = "inspect",
    sortOptions = false,
    description = "Asks workers, taskq's and Celery's, what they do; or tells the story of a task.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:at least one node replied",
      "2:wrong usage or wrong setting",
      "3:nothing is known of the task",
      "69:Redis is unreachable, or no node replied",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq inspect active                  what runs where",
      "  taskq inspect ping -d worker1@alpha   whether that node answers",
      "  taskq inspect scheduled               what waits for its time, in Redis and in workers",
      "  taskq inspect registered rate_limit   task names with their rate limits",
      "  taskq inspect query_task ID ID        which node has these tasks",
      "  taskq inspect task ID                 what became of a task, and what it waits for",
      "  taskq inspect stats --json            for a program, in Celery's shape",
    })
public final class InspectCommand implements Callable<Integer> {

  private static final String TASK = "task";

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      completionCandidates = Offered.class,
      description =
          "active active_queues clock conf memsample ping query_task registered report reserved"
              + " revoked scheduled stats, or task.")
  private String what;

  @Parameters(
      index = "1..*",
      paramLabel = "WORD",
      description = "Ids of tasks for query_task and task; fields for registered.")
  private List<String> words = new ArrayList<>();

  @Mixin private NodeOptions nodes;

  private final CommandContext context;

  /** A command for this run. */
  public InspectCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (what.equals(TASK)) {
      new TaskStory(context, nodes).tell(onlyId());
      return 0;
    }
    Question question =
        Question.of(what)
            .orElseThrow(
                () ->
                    new TaskqException.Invalid(
                        "cannot inspect \"" + what + "\"",
                        "nodes do not know this question",
                        "Ask one of: task " + Question.names() + "."));
    if (question == Question.SCHEDULED) {
      return new ScheduledTasks(context, nodes).show();
    }
    SortedMap<String, Json> replies =
        nodes.ask(context, question.method(), question.arguments(words));
    if (context.output().isJson()) {
      context.output().json(new JsonObject(replies));
    } else {
      new ReplyText(context).show(question, replies);
    }
    return 0;
  }

  private String onlyId() {
    if (words.size() != 1) {
      throw new TaskqException.Invalid(
          "cannot tell of a task",
          words.isEmpty() ? "no id is given" : "more than one id is given",
          "Write: taskq inspect task ID");
    }
    return words.getFirst();
  }

  /** What a shell offers in its place. */
  static final class Offered implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Stream.of(TASK), Stream.of(Question.values()).map(Question::method))
          .iterator();
    }
  }
}
