package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.WaitOptions;
import io.taskq.error.TaskqException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Enqueues one task, or one for each line of a file. */
@Command(
    name = "enqueue",
    aliases = "call",
    sortOptions = false,
    description = "Enqueues a task and prints its id. Redis has the task when this ends with 0.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:enqueued; with --wait: succeeded",
      "2:wrong usage, wrong setting, wrong file",
      "4:refused by Redis",
      "5:with --wait: failed, was revoked, or time is up",
      "69:Redis is unreachable",
      "75:the connection broke: the message says how to repeat safely",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq enqueue send_mail --arg yun             prints the id",
      "  taskq enqueue add --arg 2 --arg 3 --wait      prints 5",
      "  taskq enqueue add --args '[2, 3]' --countdown 10",
      "  taskq enqueue add --arg 2 --arg 3 --link echo  then echo 5",
      "  taskq enqueue --from tasks.jsonl              one task a line",
    })
public final class EnqueueCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "TASK", description = "Name of the task.")
  private String task;

  @Mixin private OrderOptions options;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "One JSON object a line; - is stdin.")
  private String from;

  @Option(
      names = "--resume",
      paramLabel = "KEY:LINE",
      description = "With --from: go on at this line, as the message that it stopped has it.")
  private String resume;

  @Mixin private WaitOptions wait;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  /** A command for this run. */
  public EnqueueCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    options.check();
    boolean single = from == null;
    if (single == (task == null)) {
      throw new TaskqException.Invalid(
          "cannot enqueue",
          single ? "no task is named" : "a task and --from do not mix",
          "Write: taskq enqueue TASK, or: taskq enqueue --from FILE.");
    }
    if (single && resume != null) {
      throw new TaskqException.Invalid(
          "cannot enqueue", "--resume is for --from", "To repeat a single task, give its --id.");
    }
    Producer producer = new Producer(context, options.celeryEta(), options.idempotencyTtl());
    if (!single) {
      context.requireBroker();
    }
    return single
        ? new Dispatch(context, wait, spec).send(producer, producer.pack(options.order(task)))
        : new BulkFile(context, producer, options, resume()).send(from);
  }

  private Resume resume() {
    return resume == null ? Resume.fromTheStart() : Resume.parse(resume);
  }
}
