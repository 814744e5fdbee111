package io.taskq.cli.command;

import io.taskq.worker.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** What signals do to a running worker. Thread-safe. */
final class WorkerSignals {

  private final Worker worker;
  private final Runnable stopBeat;
  private final Consumer<String> say;
  private final boolean onTerminal;
  private final AtomicReference<String> stoppedBy = new AtomicReference<>("");

  /**
   * Makes it.
   *
   * @param onTerminal whether a HUP means that the terminal is gone
   */
  WorkerSignals(Worker worker, Runnable stopBeat, Consumer<String> say, boolean onTerminal) {
    this.worker = worker;
    this.stopBeat = stopBeat;
    this.say = say;
    this.onTerminal = onTerminal;
  }

  void listen() {
    Signals.listen(Set.of("TERM", "INT", "HUP", "TSTP", "CONT"), this::heard);
  }

  void heard(String name) {
    switch (name) {
      case "TSTP" -> {
        say.accept("paused: nothing more is claimed until CONT");
        worker.pause();
      }
      case "CONT" -> worker.resume();
      default -> stop(name);
    }
  }

  private void stop(String name) {
    stoppedBy.set(name);
    if (worker.isDraining()) {
      worker.stopNow();
      return;
    }
    say.accept((isRestart() ? "starting anew" : "stopping") + ": running tasks finish first");
    stopBeat.run();
    worker.drain();
  }

  /** Whether the worker was told to start anew, and by nothing later to stop. */
  boolean isRestart() {
    return stoppedBy.get().equals("HUP") && !onTerminal;
  }

  int exitCode(Worker.End end) {
    if (end == Worker.End.FINISHED) {
      return 0;
    }
    return stoppedBy.get().equals("INT") ? 130 : 143;
  }

  /**
   * Whether stdin is a terminal. Where the system does not say it is taken for one: a worker that
   * has to be started again is better than one that outlives its terminal unseen.
   */
  static boolean isOnTerminal() {
    try {
      String stdin = Path.of("/proc/self/fd/0").toRealPath().toString();
      return stdin.startsWith("/dev/pts/") || stdin.startsWith("/dev/tty");
    } catch (IOException e) {
      return true;
    }
  }
}
