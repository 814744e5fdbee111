package io.taskq.cli.inspect;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.NodeOptions;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
      "  taskq inspect revoked --from redis    what shall not start, though no worker is up",
      "  taskq inspect registered rate_limit   task names with their rate limits",
      "  taskq inspect query_task ID ID        which node has these tasks",
      "  taskq inspect task ID                 what became of a task, and what it waits for",
      "  taskq inspect stats --json            for a program, in Celery's shape",
    })
public final class InspectCommand implements Callable<Integer> {

  private static final String TASK = "task";

  /** As many as a Celery worker remembers. */
  private static final int MOST_REVOKED = 50_000;

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

  @Option(
      names = "--from",
      paramLabel = "WHERE",
      description =
          "scheduled, revoked and task: ask only Redis (redis), or only the nodes (workers);"
              + " both, if not given.")
  private String from;

  @Mixin private NodeOptions nodes;

  private final CommandContext context;

  /** A command for this run. */
  public InspectCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    From from = From.of(this.from, what);
    if (what.equals(TASK)) {
      new TaskStory(context, new TaskSearch(context, nodes, from)).tell(onlyId());
      return 0;
    }
    Question question = question();
    JsonObject arguments = question.arguments(words);
    return question == Question.SCHEDULED
        ? new ScheduledTasks(context, nodes).show(from)
        : show(question, arguments, from);
  }

  private Question question() {
    return Question.of(what)
        .orElseThrow(
            () ->
                new TaskqException.Invalid(
                    "cannot inspect \"" + what + "\"",
                    "nodes do not know this question",
                    "Ask one of: task " + Question.names() + "."));
  }

  private int show(Question question, JsonObject arguments, From from) {
    SortedMap<String, Json> replies =
        question == Question.REVOKED
            ? revoked(from)
            : nodes.ask(context, question.method(), arguments);
    if (context.output().isJson()) {
      context.output().json(new JsonObject(replies));
    } else {
      new ReplyText(context).show(question, replies);
    }
    return 0;
  }

  /** taskq's revokes are in Redis; a Celery worker knows those it has heard. */
  private SortedMap<String, Json> revoked(From from) {
    SortedMap<String, Json> replies =
        from.asksNodes()
            ? nodes.askQuietly(context, Question.REVOKED.method(), JsonObject.EMPTY)
            : new TreeMap<>();
    boolean looks = from.looksIntoRedis() && nodes.isForAll();
    List<String> ids = looks ? context.broker().revokes().newest(MOST_REVOKED) : List.of();
    if (replies.isEmpty() && ids.isEmpty() && from != From.REDIS) {
      throw nodes.nobody();
    }
    if (looks) {
      replies.put(From.REDIS_NAME, JsonArray.ofTexts(ids));
    }
    return replies;
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
