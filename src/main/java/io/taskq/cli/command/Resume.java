package io.taskq.cli.command;

import io.taskq.error.TaskqException;
import io.taskq.message.RandomId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file of orders is taken up again. Tasks without an id of their own get one from the key
 * and their line, so that a line which is sent twice is known to be the same.
 *
 * @param key one for each file that is sent
 * @param line the first line that is sent
 */
record Resume(String key, int line) {

  private static final Pattern FORM = Pattern.compile("([\\w-]{1,64}):(\\d{1,9})");

  static Resume fromTheStart() {
    return new Resume(RandomId.next(), 1);
  }

  static Resume parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new TaskqException.Invalid(
          "cannot read --resume",
          "\"" + text + "\" is not KEY:LINE",
          "Give it as the message about the lost connection has it.");
    }
    return new Resume(form.group(1), Integer.parseInt(form.group(2)));
  }

  /** The id of the task in that line. */
  String id(int at) {
    return UUID.nameUUIDFromBytes((key + ":" + at).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The same file from another line on. */
  Resume at(int other) {
    return new Resume(key, other);
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return key + ":" + line;
  }
}
