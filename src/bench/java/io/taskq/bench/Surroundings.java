package io.taskq.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all parts of a run share.
 *
 * @param taskq the launcher
 * @param taskJar with the bench's own tasks
 * @param redis the server all contenders use
 * @param folder of this run alone; gone after it
 * @param form how large the run is
 * @param celery the version of the installed Celery; empty when there is none
 * @param peers those that are compared
 * @param missing what could not be measured, and how to change that; parts add to it
 */
record Surroundings(
    String taskq,
    Path taskJar,
    PrivateRedis redis,
    Path folder,
    Form form,
    Optional<String> celery,
    List<Peer> peers,
    List<String> missing) {

  /** Named in full: the python3 on the PATH is often another one, without Celery. */
  static final String PYTHON = "/usr/bin/python3";

  static Surroundings of(String taskq, PrivateRedis redis, Path folder, Options options)
      throws IOException {
    Peers.unpack(Path.of(taskq).resolveSibling("../src/bench/peers").normalize(), folder);
    List<String> missing = new ArrayList<>();
    return new Surroundings(
        taskq,
        TaskJar.write(folder),
        redis,
        folder,
        options.form(),
        Peers.celeryVersion(folder),
        new Peers(folder, redis, missing).find(options.peers()),
        missing);
  }

  String url() {
    return redis.url();
  }

  /** A command of taskq on that Redis. */
  List<String> command(String... words) {
    List<String> all = new ArrayList<>(List.of(taskq, "-b", url()));
    all.addAll(List.of(words));
    return all;
  }

  /** A worker of taskq that knows the bench's tasks, with these options. */
  WorkerProcess startWorker(String... options) {
    List<String> all = command("worker", "-I", taskJar.toString());
    all.addAll(List.of(options));
    return WorkerProcess.start(all, this);
  }

  /** A command of Celery on that Redis. */
  List<String> celeryCommand(String... words) {
    List<String> all = new ArrayList<>(List.of(PYTHON, "-m", "celery", "-b", url()));
    all.addAll(List.of(words));
    return all;
  }
}
