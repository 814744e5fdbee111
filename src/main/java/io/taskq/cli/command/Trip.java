package io.taskq.cli.command;

import io.taskq.broker.Broker;
import io.taskq.broker.Enqueued;
import io.taskq.broker.NewMessage;
import io.taskq.error.TaskqException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Lines of a file that go to Redis together. */
final class Trip {

  private static final int MOST_LINES = 200;
  private static final int MOST_CHARS = 1_000_000;

  private final List<Integer> lines = new ArrayList<>();
  private final List<NewMessage> letters = new ArrayList<>();
  private int chars;
  private CompletableFuture<List<Supplier<Enqueued>>> answers = new CompletableFuture<>();

  void add(int line, NewMessage letter) {
    lines.add(line);
    letters.add(letter);
    chars += letter.raw().length();
  }

  boolean isEmpty() {
    return letters.isEmpty();
  }

  boolean isFull() {
    return letters.size() >= MOST_LINES || chars >= MOST_CHARS;
  }

  int first() {
    return lines.getFirst();
  }

  int last() {
    return lines.getLast();
  }

  int line(int index) {
    return lines.get(index);
  }

  /** Starts it, and comes back at once. */
  void start(Broker broker, Executor sender) {
    answers = CompletableFuture.supplyAsync(() -> broker.enqueueEach(letters), sender);
  }

  /** What became of each line; waits for it. */
  List<Supplier<Enqueued>> answers() {
    try {
      return answers.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TaskqException why) {
        throw why;
      }
      throw e;
    }
  }
}
