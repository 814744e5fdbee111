package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Output;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonException;
import io.taskq.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/** Enqueues one task for each line of a file, in its order. Stops at the first broken line. */
final class BulkFile {

  private static final int PROGRESS_EVERY = 10_000;

  private final Output output;
  private final CommandContext context;
  private final Producer producer;
  private final OrderOptions options;
  private int line;
  private int sent;

  BulkFile(CommandContext context, Producer producer, OrderOptions options) {
    this.context = context;
    this.output = context.output();
    this.producer = producer;
    this.options = options;
  }

  /** Sends all lines, prints the id of each, and answers the exit code. */
  int send(String file) {
    String name = file.equals("-") ? "stdin" : file;
    try (BufferedReader reader = open(file)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        if (!text.isBlank()) {
          send(name, text);
        }
      }
    } catch (NoSuchFileException e) {
      throw new TaskqException.Invalid(
          "cannot read " + file, "there is no such file", "Give a file, or - for stdin.");
    } catch (MalformedInputException e) {
      throw new TaskqException.Invalid(
          "cannot read " + name, "it is not UTF-8 text", sentSoFar("Save it as UTF-8."));
    } catch (IOException e) {
      throw new TaskqException.Invalid(
          "cannot read " + name, String.valueOf(e.getMessage()), sentSoFar("Check the file."));
    } finally {
      output.flush();
    }
    output.talk("enqueued " + sent + " tasks");
    return 0;
  }

  private BufferedReader open(String file) throws IOException {
    return file.equals("-")
        ? new BufferedReader(new InputStreamReader(context.input(), StandardCharsets.UTF_8))
        : Files.newBufferedReader(context.folder().resolve(file));
  }

  private void send(String name, String text) {
    Producer.Parcel parcel;
    try {
      JsonObject order = Json.parse(text).asObject().orElse(null);
      if (order == null) {
        throw new TaskqException.Invalid("", "not a JSON object", "");
      }
      parcel = producer.pack(OrderLine.read(order, options.order("")));
    } catch (JsonException e) {
      throw broken(name, e.getMessage() + (e.column() > 0 ? " at column " + e.column() : ""));
    } catch (TaskqException.Invalid e) {
      throw broken(name, e.getMessage());
    }
    String id = sendKnowing(name, parcel);
    sent++;
    if (output.isJson()) {
      output.json(JsonObject.builder().put("line", line).put("id", id).build());
    } else {
      output.line(id);
    }
    if (sent % PROGRESS_EVERY == 0) {
      output.talk("%,d enqueued".formatted(sent));
    }
  }

  private String sendKnowing(String name, Producer.Parcel parcel) {
    try {
      return producer.send(parcel).taskId();
    } catch (TaskqException.Unavailable e) {
      if (!e.mayHaveHappened()) {
        throw new TaskqException.Unavailable(
            "cannot enqueue line " + line + " of " + name,
            e.getMessage(),
            sentSoFar("Repeat from line " + line + "."),
            e);
      }
      String id = parcel.message().id();
      throw new TaskqException.OutcomeUnknown(
          "it is not known whether line %d of %s was enqueued".formatted(line, name),
          e.getMessage(),
          sentSoFar(
              "Repeat from line %d, with \"id\": \"%s\" in it, and it is enqueued once."
                  .formatted(line, id)),
          e);
    }
  }

  private TaskqException broken(String name, String why) {
    String reason = why.startsWith(": ") ? why.substring(2) : why;
    return new TaskqException.Invalid(
        "cannot read line " + line + " of " + name,
        reason,
        sentSoFar("Correct it, and repeat from line " + line + "."));
  }

  private String sentSoFar(String advice) {
    return "Enqueued before it: %,d. %s".formatted(sent, advice);
  }
}
