package io.taskq.cli.command;

import io.taskq.broker.Found;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.WaitOptions;
import io.taskq.cli.output.Output;
import io.taskq.error.TaskqException;
import io.taskq.json.JsonObject;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import io.taskq.result.TaskResult;
import io.taskq.state.TaskState;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows, awaits or forgets what a task returned. */
@Command(
    name = "result",
    sortOptions = false,
    description = "Shows what a task returned, or where it stands.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it succeeded; with --state: it is known and did not fail",
      "2:wrong usage or wrong setting",
      "3:nothing is known of this id",
      "5:it failed, was revoked, or is not over",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq result ID                      the value as JSON",
      "  taskq result ID --wait --timeout 10  wait for it",
      "  taskq result ID --state              the word: PENDING, SUCCESS, ...",
    })
public final class ResultCommand implements Callable<Integer> {

  private static final int UNKNOWN = 3;
  private static final int NO = 5;

  @Parameters(paramLabel = "ID", description = "Id of the task.")
  private String id;

  @Mixin private WaitOptions wait;

  @Option(names = "--forget", description = "Remove what is stored.")
  private boolean forget;

  @Option(names = "--traceback", description = "Print the stack trace of a failed task.")
  private boolean traceback;

  @Option(names = "--state", description = "Print only the state.")
  private boolean state;

  private final CommandContext context;

  /** A command for this run. */
  public ResultCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (forget) {
      return forget();
    }
    if (wait.wanted() && !state) {
      return new Outcome(context, Optional.empty()).await(id, wait);
    }
    if (wait.wanted()) {
      Optional<TaskResult> over = context.results().await(id, wait.timeoutOrForEver());
      return over.isPresent() ? state(over.get().state()) : Math.max(state(find()), NO);
    }
    Optional<TaskResult> stored = context.results().get(id);
    TaskState now = stored.isPresent() ? stored.get().state() : find();
    if (state) {
      return state(now);
    }
    return stored.isPresent() && now.isReady()
        ? new Outcome(context, Optional.empty()).show(stored.get(), traceback)
        : notOver(now);
  }

  private int forget() {
    if (!context.results().forget(id)) {
      throw unknown();
    }
    context.output().talk("forgotten");
    return 0;
  }

  private int state(TaskState now) {
    Output output = context.output();
    if (output.isJson()) {
      output.json(JsonObject.builder().put("id", id).put("state", now.name()).build());
    } else {
      output.line(now.name());
    }
    return switch (now) {
      case UNKNOWN -> UNKNOWN;
      case FAILURE, REVOKED -> NO;
      default -> 0;
    };
  }

  private int notOver(TaskState now) {
    if (now == TaskState.UNKNOWN) {
      throw unknown();
    }
    Output output = context.output();
    if (output.isJson()) {
      output.json(JsonObject.builder().put("id", id).put("state", now.name()).build());
    }
    output.warn("taskq: %s is not over: it is %s".formatted(id, now));
    output.warn("  Wait for it with: taskq result " + id + " --wait");
    return NO;
  }

  /** Where a task is that has no result: in a queue, with a worker, or nowhere we can see. */
  private TaskState find() {
    return context
        .broker()
        .queues()
        .find(id, this::isIt)
        .map(found -> found.place() == Found.Place.LEASED ? TaskState.RECEIVED : TaskState.PENDING)
        .orElse(TaskState.UNKNOWN);
  }

  private boolean isIt(String raw) {
    MessageCodec codec = context.codec();
    try {
      return codec.decode(raw).id().equals(id);
    } catch (Undecodable notOurs) {
      return false;
    }
  }

  private TaskqException unknown() {
    return new TaskqException.NotFound(
        "nothing is known of " + id,
        "no result is stored and no queue holds it",
        "Results are forgotten after result_expires; see also: taskq queue ls");
  }
}
