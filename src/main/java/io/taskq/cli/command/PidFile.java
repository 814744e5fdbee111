package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file that says which process this is, as long as it runs. */
record PidFile(Optional<Path> file) {

  /** Writes the file, when one is wanted. */
  static PidFile write(CommandContext context, Optional<Path> wanted) throws IOException {
    Optional<Path> file = wanted.map(context.folder()::resolve);
    if (file.isPresent()) {
      Files.writeString(file.get(), ProcessHandle.current().pid() + "\n");
    }
    return new PidFile(file);
  }

  /** Removes the file again. */
  void remove() throws IOException {
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }
}
