package io.taskq.cli.command;

import io.taskq.broker.Enqueued;
import io.taskq.broker.NewMessage;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.StatusLine;
import io.taskq.client.Parcel;
import io.taskq.error.TaskqException;
import io.taskq.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lines of a file that leave in one trip, each a step of its own. Whatever happens, it is said
 * which of them Redis has: an id on stdout is a task that is there.
 */
final class Batch implements AutoCloseable {

  private static final int MOST_LINES = 200;
  private static final int MOST_CHARS = 1_000_000;

  private final CommandContext context;
  private final Producer producer;
  private final String name;
  private final Resume resume;
  private final Output output;
  private final StatusLine status;
  private final List<Integer> lines = new ArrayList<>();
  private final List<NewMessage> letters = new ArrayList<>();
  private int chars;
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
    NewMessage letter = producer.letter(parcel);
    lines.add(line);
    letters.add(letter);
    chars += letter.raw().length();
  }

  boolean isFull() {
    return letters.size() >= MOST_LINES || chars >= MOST_CHARS;
  }

  /** Sends what it holds and prints the ids. */
  void send() {
    if (letters.isEmpty()) {
      return;
    }
    List<Supplier<Enqueued>> answers = ask();
    Optional<TaskqException> refused = Optional.empty();
    int refusedLine = 0;
    for (int i = 0; i < answers.size(); i++) {
      try {
        print(lines.get(i), answers.get(i).get().taskId());
      } catch (TaskqException e) {
        refusedLine = refused.isEmpty() ? lines.get(i) : refusedLine;
        refused = refused.or(() -> Optional.of(e));
      }
    }
    next = lines.getLast() + 1;
    forget();
    if (refused.isPresent()) {
      next = refusedLine;
      throw notEnqueued(refused.get());
    }
    status.say("%,d enqueued".formatted(sent));
  }

  private List<Supplier<Enqueued>> ask() {
    next = lines.getFirst();
    try {
      return context.broker().enqueueEach(letters);
    } catch (TaskqException.Unavailable e) {
      if (!e.mayHaveHappened()) {
        throw notEnqueued(e);
      }
      throw new TaskqException.OutcomeUnknown(
          lines.size() == 1
              ? "it is not known whether line %d of %s was enqueued".formatted(next, name)
              : "it is not known whether lines %d to %d of %s were enqueued"
                  .formatted(next, lines.getLast(), name),
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

  private void forget() {
    lines.clear();
    letters.clear();
    chars = 0;
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
    send();
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
    status.close();
    output.flush();
  }
}
