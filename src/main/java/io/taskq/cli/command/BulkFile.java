package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.client.Parcel;
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

  private final CommandContext context;
  private final Producer producer;
  private final OrderOptions options;
  private final Resume resume;

  BulkFile(CommandContext context, Producer producer, OrderOptions options, Resume resume) {
    this.context = context;
    this.producer = producer;
    this.options = options;
    this.resume = resume;
  }

  /** Sends all lines, prints the id of each, and answers the exit code. */
  int send(String file) {
    String name = file.equals("-") ? "stdin" : file;
    try (Batch batch = new Batch(context, producer, name, resume);
        BufferedReader reader = open(file)) {
      int line = 0;
      for (String text = read(reader, batch, line);
          text != null;
          text = read(reader, batch, line)) {
        line++;
        if (line >= resume.line() && !text.isBlank()) {
          batch.add(line, parcel(batch, line, text));
        }
      }
      batch.flush();
      batch.end();
    } catch (IOException e) {
      throw new TaskqException.Invalid(
          "cannot read " + name, String.valueOf(e.getMessage()), "Check the file.");
    }
    return 0;
  }

  private BufferedReader open(String file) throws IOException {
    try {
      return file.equals("-")
          ? new BufferedReader(new InputStreamReader(context.input(), StandardCharsets.UTF_8))
          : Files.newBufferedReader(context.folder().resolve(file));
    } catch (NoSuchFileException e) {
      throw new TaskqException.Invalid(
          "cannot read " + file, "there is no such file", "Give a file, or - for stdin.");
    }
  }

  /** The next line. What was read before it leaves when the pipe is empty. */
  private static String read(BufferedReader reader, Batch batch, int line) throws IOException {
    if (!reader.ready()) {
      batch.flush();
    }
    try {
      return reader.readLine();
    } catch (MalformedInputException e) {
      throw batch.stopped(
          line + 1,
          "cannot read " + batch.name(),
          "it is not UTF-8 text",
          "Save it as UTF-8, and repeat:");
    }
  }

  private Parcel parcel(Batch batch, int line, String text) {
    try {
      JsonObject order = Json.parse(text).asObject().orElse(null);
      if (order == null) {
        throw new TaskqException.Invalid("", "not a JSON object", "");
      }
      Order read = OrderLine.read(order, options.order(""));
      return producer.pack(read, () -> resume.id(line));
    } catch (JsonException e) {
      throw broken(
          batch, line, e.getMessage() + (e.column() > 0 ? " at column " + e.column() : ""));
    } catch (TaskqException.Invalid e) {
      throw broken(batch, line, e.getMessage());
    }
  }

  private static TaskqException broken(Batch batch, int line, String why) {
    String reason = why.startsWith(": ") ? why.substring(2) : why;
    return batch.stopped(
        line,
        "cannot read line " + line + " of " + batch.name(),
        reason,
        "Correct it, and repeat:");
  }
}
