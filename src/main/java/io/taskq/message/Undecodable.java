package io.taskq.message;

import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.util.Optional;

/**
 * A raw message is not a task that can be run, and why. Checked, because whoever reads a message
 * has to bury what it cannot read: thrown on, one bad message would stop a worker.
 */
public final class Undecodable extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_REASON = 300;

  private final transient JsonObject headers;

  Undecodable(String reason, JsonObject headers) {
    // No stack trace: a flood of bad messages must not cost more than good ones.
    super(oneLine(reason), null, false, false);
    this.headers = headers;
  }

  /** One line of text that says what is wrong. */
  public String reason() {
    return getMessage();
  }

  /** The headers as far as they could be read. */
  public JsonObject headers() {
    return headers;
  }

  /** The task's id, when it could be read and may be the name of a result. */
  public Optional<String> taskId() {
    return Headers.text(headers, "id").filter(id -> Headers.whatIsWrongWithId(id).isEmpty());
  }

  /** The task's name, when it could be read. */
  public Optional<String> task() {
    return headers.textOf("task");
  }

  /** The message without what cannot be read of it: arguments, and what follows it. */
  public Optional<Message> remains(String queue) {
    return taskId()
        .map(
            id ->
                new Message(
                    id,
                    task().orElse("?"),
                    JsonArray.EMPTY,
                    JsonObject.EMPTY,
                    JsonObject.EMPTY,
                    headers,
                    Route.to(queue)));
  }

  private static String oneLine(String reason) {
    String line = reason.replace('\n', ' ').replace('\r', ' ');
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
  }
}
