package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.WaitOptions;
import io.taskq.config.Units;
import io.taskq.error.TaskqException;
import io.taskq.exec.RunTask;
import io.taskq.task.Arguments;
import io.taskq.task.Call;
import io.taskq.task.CallOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Enqueues a program with its arguments. */
@Command(
    name = "run",
    sortOptions = false,
    customSynopsis = "taskq run [OPTIONS] -- CMD [ARG...]",
    description = {
      "Enqueues a one-off command and prints its id. There is no shell.",
      "Only workers whose run.allow names CMD run it; any other fails it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:enqueued; with --wait: succeeded",
      "2:wrong usage, wrong setting",
      "4:refused by Redis",
      "5:with --wait: failed, was revoked, or time is up",
      "69:Redis is unreachable",
      "75:the connection broke: the message says how to repeat safely",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq run -- backup.sh --full /srv            prints the id",
      "  taskq run --wait --queue night -- date +%%F    prints the last line of its output",
    })
public final class RunCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "CMD ARG", description = "The program, as allowed.")
  private List<String> words;

  @Mixin private SendingOptions sending;

  @Option(names = "--expires", paramLabel = "S", description = "Not after so many seconds.")
  private String expires;

  @Option(
      names = "--soft-time-limit",
      paramLabel = "S",
      description = "Ask it to end, with TERM, after so many seconds.")
  private String softTimeLimit;

  @Option(
      names = "--time-limit",
      paramLabel = "S",
      description = "End it, with KILL, after so many seconds.")
  private String timeLimit;

  @Mixin private WaitOptions wait;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  /** A command for this run. */
  public RunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    sending.check();
    Call call = new Call(RunTask.NAME, new Arguments(List.copyOf(words), Map.of()), options());
    Producer producer = new Producer(context, false, Duration.ofDays(1));
    return new Dispatch(context, wait, spec).send(producer, producer.pack(call));
  }

  private Map<CallOption, Object> options() {
    Map<CallOption, Object> options = new EnumMap<>(CallOption.class);
    sending.id().ifPresent(id -> options.put(CallOption.ID, id));
    sending.queue().ifPresent(queue -> options.put(CallOption.QUEUE, queue));
    sending.priority().ifPresent(priority -> options.put(CallOption.PRIORITY, priority));
    sending.retries().ifPresent(retries -> options.put(CallOption.RETRIES, retries));
    put(options, CallOption.COUNTDOWN, seconds("--countdown", sending.countdown().orElse(null)));
    put(options, CallOption.EXPIRES, seconds("--expires", expires));
    put(options, CallOption.SOFT_TIME_LIMIT, seconds("--soft-time-limit", softTimeLimit));
    put(options, CallOption.TIME_LIMIT, seconds("--time-limit", timeLimit));
    return options;
  }

  private static void put(Map<CallOption, Object> options, CallOption option, Object value) {
    if (value != null) {
      options.put(option, value);
    }
  }

  private static Double seconds(String option, String text) {
    try {
      return text == null ? null : Units.time(text).toMillis() / 1e3;
    } catch (IllegalArgumentException e) {
      throw new TaskqException.Invalid(
          "cannot read " + option,
          "\"" + text + "\" is not a number of seconds",
          "Give it as 10, 1.5, 500ms, 2h or 1d.");
    }
  }
}
