package io.taskq.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The files a process that stays writes for its supervisor. */
public final class ServiceFiles {

  @Option(names = "--pidfile", paramLabel = "FILE", description = "Write the process id here.")
  private Path pidfile;

  @Option(
      names = {"-f", "--logfile"},
      paramLabel = "FILE",
      description = "Append the log to this file instead of stderr.")
  private Path logfile;

  /** Where the process id goes, when it shall go anywhere. */
  public Optional<Path> pidfile() {
    return Optional.ofNullable(pidfile);
  }

  /** Where the log goes; empty for stderr. */
  public Optional<Path> logfile() {
    return Optional.ofNullable(logfile);
  }
}
