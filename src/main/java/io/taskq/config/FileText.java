package io.taskq.config;

import io.taskq.error.TaskqException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file a person named. */
final class FileText {

  private FileText() {}

  static String read(Path folder, String name, String what, String hint) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (NoSuchFileException e) {
      throw unreadable(name, what, "there is no such file", hint);
    } catch (CharacterCodingException e) {
      throw unreadable(name, what, "it is not UTF-8 text", hint);
    } catch (IOException e) {
      throw unreadable(name, what, String.valueOf(e.getMessage()), hint);
    }
  }

  private static TaskqException.Invalid unreadable(
      String name, String what, String why, String hint) {
    return new TaskqException.Invalid("cannot read " + what + " " + name, why, hint);
  }
}
