package io.taskq.cli.command;

import io.taskq.error.TaskqException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * Options that a Celery worker has: those that have no meaning here are accepted without effect, so
 * that start scripts go on working; those whose effect would be missed are refused.
 */
final class CeleryOptions {

  @Option(
      names = {"-A", "--app"},
      paramLabel = "APP",
      hidden = true)
  private String app;

  @Option(
      names = {"-D", "--detach"},
      hidden = true)
  private boolean detach;

  @Option(
      names = {"-O", "--optimization"},
      paramLabel = "PROFILE",
      hidden = true,
      description = "Accepted, no effect.")
  private String profile;

  @Option(
      names = {"-S", "--statedb"},
      paramLabel = "FILE",
      hidden = true,
      description = "Accepted, no effect: the state is in Redis.")
  private String statedb;

  @Option(
      names = {"--without-gossip", "--without-mingle", "--without-heartbeat"},
      hidden = true,
      description = "Accepted, no effect.")
  private boolean without;

  @Option(
      names = "--heartbeat-interval",
      paramLabel = "S",
      hidden = true,
      description = "Accepted, no effect.")
  private String heartbeat;

  /**
   * Refuses what cannot be had.
   *
   * @throws TaskqException.Invalid when one of the options that would be missed was given
   */
  void refuse() {
    if (app != null) {
      throw new TaskqException.Invalid(
          "cannot load the app " + app,
          "taskq runs tasks from jars, not from Python modules",
          "Name the jars with --include, and leave Python tasks to a Celery worker on their"
              + " queue.");
    }
    if (detach) {
      throw new TaskqException.Invalid(
          "cannot use --detach",
          "nobody would start a worker again that went into the background by itself",
          "Run it under systemd or in a container; to try it: nohup taskq worker &");
    }
  }

  /** The given options that are accepted and do nothing. */
  List<String> withoutEffect() {
    List<String> given = new ArrayList<>();
    if (profile != null) {
      given.add("-O");
    }
    if (statedb != null) {
      given.add("--statedb");
    }
    if (without) {
      given.add("--without-…");
    }
    if (heartbeat != null) {
      given.add("--heartbeat-interval");
    }
    return given;
  }

  static TaskqException notYet(String option, String instead) {
    return new TaskqException.Invalid(
        "cannot use " + option, "this version of taskq does not have it", instead);
  }
}
