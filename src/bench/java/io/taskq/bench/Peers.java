package io.taskq.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the other task queues that are to be compared, and names those that are not there. */
final class Peers {

  static final String CELERY = "celery";
  static final List<String> NAMES = List.of(CELERY, "sidekiq", "rq", "bullmq");

  /** Pinned, so that two runs compare with the same. */
  private static final List<String> OF_NPM = List.of("bullmq@6.7.0", "ioredis@5.9.2");

  private final Path folder;
  private final String url;
  private final List<String> missing;

  Peers(Path folder, PrivateRedis redis, List<String> missing) {
    this.folder = folder;
    this.url = redis.url();
    this.missing = missing;
  }

  /** Puts their programs into the folder of the run, so that they leave nothing elsewhere. */
  static void unpack(Path programs, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(programs)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  List<Peer> find(List<String> names) {
    return names.stream().flatMap(name -> find(name).stream()).toList();
  }

  private List<Peer> find(String name) {
    return switch (name) {
      case CELERY -> celery();
      case "sidekiq" -> sidekiq();
      case "rq" -> rq();
      case "bullmq" -> bullmq();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private List<Peer> celery() {
    Optional<String> version = celeryVersion(folder);
    if (version.isEmpty()) {
      return missing("Celery", "Debian: apt install celery python3-redis");
    }
    String label = "Celery " + version.get();
    List<Peer> both = new ArrayList<>();
    for (String[] pool : new String[][] {{"-c", "5"}, {"-P", "solo"}}) {
      both.add(
          new Peer(
              label + " " + String.join(" ", pool),
              celeryWorker(url, pool),
              Backlog.of(Backlog.list("celery"), Backlog.hash("unacked")),
              8_000,
              true,
              List.of(feed(label, 5_000, Surroundings.PYTHON, "bench_celery.py", "fill"))));
    }
    return both;
  }

  static List<String> celeryWorker(String url, String... options) {
    List<String> worker = command(url, Surroundings.PYTHON, "-m", "celery");
    worker.addAll(List.of("-A", "bench_celery", "worker"));
    worker.addAll(List.of(options));
    return worker;
  }

  /** Of the installed one that could run; the client for Redis is a package of its own. */
  static Optional<String> celeryVersion(Path folder) {
    return output(
        folder, Surroundings.PYTHON, "-c", "import celery, redis; print(celery.__version__)");
  }

  private List<Peer> sidekiq() {
    Optional<String> version = output(folder, "sidekiq", "--version");
    if (version.isEmpty()) {
      return missing("Sidekiq", "Debian: apt install ruby-sidekiq");
    }
    return List.of(
        new Peer(
            version.get() + " -c 10",
            command(url, "sidekiq", "-r", "./bench_sidekiq.rb", "-c", "10"),
            Backlog.of(Backlog.list("queue:default")),
            40_000,
            false,
            List.of(feed(version.get(), 10_000, "ruby", "bench_sidekiq.rb", "fill"))));
  }

  private List<Peer> rq() {
    Optional<String> version =
        output(folder, Surroundings.PYTHON, "-c", "import rq; print(rq.VERSION)");
    if (version.isEmpty()) {
      return missing("RQ", "Debian: apt install python3-rq");
    }
    String label = "RQ " + version.get();
    return List.of(
        new Peer(
            label,
            command(url, "rq", "worker", "--url", url, "--path", ".", "-q", "default"),
            Backlog.of(Backlog.list("rq:queue:default"), Backlog.set("rq:wip:default")),
            1_000,
            true,
            List.of(feed(label, 2_000, Surroundings.PYTHON, "bench_rq.py", "fill"))));
  }

  private List<Peer> bullmq() {
    Optional<String> version =
        npmInstall()
            .flatMap(
                said -> output(folder, "node", "-p", "require('bullmq/package.json').version"));
    if (version.isEmpty()) {
      return missing("BullMQ", "install node and npm, with a way to npm's registry");
    }
    String label = "BullMQ " + version.get();
    return List.of(
        new Peer(
            label + " -c 100",
            command(url, "node", "bench_bullmq.js", "worker", "100"),
            Backlog.of(Backlog.list("bull:bench:wait"), Backlog.list("bull:bench:active")),
            80_000,
            true,
            List.of(
                feed(label, 10_000, "node", "bench_bullmq.js", "fill"),
                feed(label + " in bulk", 50_000, "node", "bench_bullmq.js", "bulk"))));
  }

  private Optional<String> npmInstall() {
    List<String> install = new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund"));
    install.addAll(OF_NPM);
    return Program.output(install, folder);
  }

  private List<Peer> missing(String name, String howToGet) {
    missing.add(name + " is not installed: " + howToGet);
    return List.of();
  }

  private Peer.Feed feed(String label, int tasks, String... words) {
    return new Peer.Feed(label, command(url, words), tasks);
  }

  /** A program of theirs, which finds the server by a variable. */
  static List<String> command(String url, String... words) {
    List<String> all = new ArrayList<>(List.of("env", "BENCH_REDIS=" + url));
    all.addAll(List.of(words));
    return all;
  }

  private static Optional<String> output(Path folder, String... words) {
    return Program.output(List.of(words), folder).filter(text -> !text.isEmpty());
  }
}
