package io.taskq.cli.option;

import io.taskq.config.Flag;
import io.taskq.config.SettingKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options every command has, before or after its name. */
public final class GlobalOptions {

  @Option(
      names = {"-b", "--broker"},
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Redis to use, for example redis://127.0.0.1:6379/0.")
  private String broker;

  @Option(
      names = "--result-backend",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Redis that keeps the results (default: the broker).")
  private String resultBackend;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Settings file (default: taskq.yml, see the README).")
  private String config;

  @Option(
      names = {"-j", "--json"},
      scope = ScopeType.INHERIT,
      description = "Answer in JSON.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Answer, but do not talk.")
  private boolean quiet;

  @Option(
      names = {"-C", "--no-color"},
      scope = ScopeType.INHERIT,
      description = "No colours.")
  private boolean noColor;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where in taskq an error came from.")
  private boolean stacktrace;

  /** The settings among these options that were given. */
  List<Flag> flags() {
    List<Flag> flags = new ArrayList<>();
    if (broker != null) {
      flags.add(new Flag(SettingKeys.BROKER, "--broker", broker));
    }
    if (resultBackend != null) {
      flags.add(new Flag(SettingKeys.RESULT_BACKEND, "--result-backend", resultBackend));
    }
    return flags;
  }

  Optional<String> config() {
    return Optional.ofNullable(config);
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  /** Whether colours are unwanted. */
  public boolean noColor() {
    return noColor;
  }

  /** Whether an error shall show where it came from. */
  public boolean stacktrace() {
    return stacktrace;
  }
}
