package io.taskq.cli.command;

import io.taskq.broker.Enqueued;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.StatusLine;
import io.taskq.client.Parcel;
import io.taskq.error.TaskqException;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The lines of a file on their way: while some travel, the next ones are made. Each is a step of
 * its own. Whatever happens, it is said which of them Redis has: an id on stdout is a task that is
 * there.
 */
final class Batch implements AutoCloseable {

  private final CommandContext context;
  private final Producer producer;
  private final String name;
  private final Resume resume;
  private final Output output;
  private final StatusLine status;
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("sender").factory());

  /** Those whose answers are not here so far, by their lines. */
  private final Map<Integer, Message> messages = new HashMap<>();

  private Trip filling = new Trip();
  private Optional<Trip> underWay = Optional.empty();
  private int next;
  private int sent;

  /**
   * An empty batch.
   *
   * @param name of the file, for people
   */
  Batch(CommandContext context, Producer producer, String name, Resume resume) {
    this.context = context;
    this.producer = producer;
    this.name = name;
    this.resume = resume;
    this.output = context.output();
    this.status = context.statusLine(true);
    this.next = resume.line();
  }

  String name() {
    return name;
  }

  void add(int line, Parcel parcel) {
    messages.put(line, parcel.message());
    filling.add(line, producer.letter(parcel));
    if (filling.isFull()) {
      send();
    }
  }

  /** Sends what it holds once the lines before have arrived: a file is enqueued in its order. */
  private void send() {
    settle();
    filling.start(context.broker(), sender);
    underWay = Optional.of(filling);
    filling = new Trip();
  }

  /** Sends what it holds and prints the ids of all there is. */
  void flush() {
    if (!filling.isEmpty()) {
      send();
    }
    settle();
  }

  private void settle() {
    Optional<Trip> trip = underWay;
    underWay = Optional.empty();
    trip.ifPresent(this::settle);
  }

  private void settle(Trip trip) {
    List<Supplier<Enqueued>> answers = answers(trip);
    Optional<TaskqException> refused = Optional.empty();
    int refusedLine = 0;
    for (int i = 0; i < answers.size(); i++) {
      try {
        Enqueued enqueued = answers.get(i).get();
        producer.told(messages.remove(trip.line(i)), enqueued);
        print(trip.line(i), enqueued.taskId());
      } catch (TaskqException e) {
        refusedLine = refused.isEmpty() ? trip.line(i) : refusedLine;
        refused = refused.or(() -> Optional.of(e));
      }
    }
    next = trip.last() + 1;
    if (refused.isPresent()) {
      next = refusedLine;
      throw notEnqueued(refused.get());
    }
    status.say("%,d enqueued".formatted(sent));
  }

  private List<Supplier<Enqueued>> answers(Trip trip) {
    next = trip.first();
    try {
      return trip.answers();
    } catch (TaskqException.Unavailable e) {
      if (!e.mayHaveHappened()) {
        throw notEnqueued(e);
      }
      throw new TaskqException.OutcomeUnknown(
          trip.first() == trip.last()
              ? "it is not known whether line %d of %s was enqueued".formatted(next, name)
              : "it is not known whether lines %d to %d of %s were enqueued"
                  .formatted(next, trip.last(), name),
          e.getMessage(),
          soFar("Repeat within 10 minutes, and each is enqueued once:"),
          e);
    }
  }

  private void print(int line, String id) {
    sent++;
    if (output.isJson()) {
      output.json(JsonObject.builder().put("line", line).put("id", id).build());
    } else {
      output.line(id);
    }
  }

  private TaskqException notEnqueued(TaskqException e) {
    String what = "cannot enqueue line " + next + " of " + name;
    String hint = soFar("When that is mended, repeat:");
    return switch (e) {
      case TaskqException.Unavailable away ->
          new TaskqException.Unavailable(what, e.getMessage(), hint, away);
      case TaskqException.Invalid wrong -> new TaskqException.Invalid(what, e.getMessage(), hint);
      default -> new TaskqException.Refused(what, e.getMessage(), hint, e);
    };
  }

  /** What stops a file at the line after those that were added; they are sent first. */
  TaskqException stopped(int line, String what, String why, String advice) {
    flush();
    next = line;
    return new TaskqException.Invalid(what, why, soFar(advice));
  }

  private String soFar(String advice) {
    status.close();
    return "Enqueued so far: %,d. %s%ntaskq enqueue --from %s --resume %s"
        .formatted(sent, advice, name.equals("stdin") ? "-" : name, resume.at(next));
  }

  /** Says how many there were. */
  void end() {
    status.close();
    output.talk("enqueued %,d %s".formatted(sent, sent == 1 ? "task" : "tasks"));
  }

  @Override
  public void close() {
    sender.shutdown();
    status.close();
    output.flush();
  }
}
