package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.LogLines;
import io.taskq.cli.output.Paint;
import io.taskq.config.LogSettings;
import io.taskq.error.TaskqException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where a long-running command talks: stderr, or the end of a file. */
final class LogFile {

  private LogFile() {}

  /** The file, made when it is not there; stderr when none is named. */
  static PrintWriter open(CommandContext context, Optional<Path> named) throws IOException {
    if (named.isEmpty()) {
      return new Shared(context.err());
    }
    Path file = context.folder().resolve(named.get()).toAbsolutePath();
    if (!Files.isDirectory(file.getParent())) {
      throw new TaskqException.Invalid(
          "cannot write the log", "there is no folder " + file.getParent(), "Create it first.");
    }
    return new PrintWriter(
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        true);
  }

  /** Lines for it, in the format and from the level of the settings. */
  static LogLines lines(CommandContext context, PrintWriter log) {
    LogSettings settings = context.settings().log();
    return new LogLines(
        log,
        settings.format(),
        settings.level(),
        context.clock(),
        context.settings().timezone(),
        log instanceof Shared ? context.talkPaint() : Paint.NONE);
  }

  /** Closing the log must not close the process's stderr: an error may still have to be told. */
  private static final class Shared extends PrintWriter {

    Shared(PrintWriter err) {
      super(err, true);
    }

    @Override
    public void close() {
      flush();
    }
  }
}
