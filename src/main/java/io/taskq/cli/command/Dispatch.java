package io.taskq.cli.command;

import io.taskq.broker.Enqueued;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.WaitOptions;
import io.taskq.cli.output.Output;
import io.taskq.client.Parcel;
import io.taskq.json.JsonObject;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Sends one message and answers its id, or, where that was asked for, how the task ended.
 *
 * @param spec what was typed, for how to repeat it
 */
record Dispatch(CommandContext context, WaitOptions waiting, CommandSpec spec) {

  /** Answers the exit code. */
  int send(Producer producer, Parcel parcel) throws InterruptedException {
    context.requireBroker();
    Enqueued enqueued = Repeat.guard(spec, parcel.message().id(), () -> producer.send(parcel));
    if (waiting.wanted()) {
      String task = parcel.message().task();
      return new Outcome(context, Optional.of(task)).await(enqueued.taskId(), waiting);
    }
    answer(enqueued, parcel);
    return 0;
  }

  private void answer(Enqueued enqueued, Parcel parcel) {
    Output output = context.output();
    boolean known = enqueued instanceof Enqueued.AlreadyKnown;
    if (known) {
      output.talk("it was enqueued before, nothing was added");
    }
    if (output.isJson()) {
      output.json(
          JsonObject.builder()
              .put("id", enqueued.taskId())
              .put("task", parcel.message().task())
              .put("queue", parcel.message().route().queue())
              .put("already_known", known)
              .build());
    } else {
      output.line(enqueued.taskId());
    }
  }
}
