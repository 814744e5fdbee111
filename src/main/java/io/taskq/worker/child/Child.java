package io.taskq.worker.child;

import io.taskq.json.JsonArray;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.task.Call;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One child process, from the parent's side. Runs one errand at a time. Thread-safe. */
public final class Child {

  /** Takes what a task in a child says while it runs. */
  public interface Heard {
    void progress(double percent, String text);

    void log(System.Logger.Level level, String text);

    /** Answers the id. */
    String enqueue(Call call);
  }

  private record Busy(CompletableFuture<Outcome> outcome, Heard heard) {}

  /** What a process calls itself that is to outlive its child by a moment. */
  private static final String SHEPHERD = "taskq-shepherd";

  /** What a dead child's last words may take to be read. */
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final Process process;
  private final Pipe pipe;
  private final Consumer<Child> onReady;
  private final Thread reader;
  private Optional<Busy> busy = Optional.empty();
  private boolean ready;
  private int tasks;
  private long memory;

  /**
   * Takes charge of a process that was just started.
   *
   * @param onReady called once, when it can run errands
   */
  Child(Process process, Consumer<Child> onReady) {
    this.process = process;
    this.pipe = new Pipe(process.getInputStream(), process.getOutputStream());
    this.onReady = onReady;
    this.reader =
        Thread.ofPlatform().name("taskq-child-" + process.pid()).daemon().unstarted(this::listen);
  }

  /** Listens to it; tells when it is gone. */
  void watch(Consumer<Child> onDeath) {
    reader.start();
    var unused = process.onExit().thenAcceptAsync(gone -> end(onDeath));
  }

  private void end(Consumer<Child> onDeath) {
    try {
      onDeath.accept(this);
      hearLastWords();
    } finally {
      busy().ifPresent(run -> run.outcome().complete(new Outcome.Died(how())));
    }
  }

  private void hearLastWords() {
    try {
      // Not for ever: a program that outlives the child may hold its end of the pipe.
      reader.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String how() {
    int code = process.exitValue();
    return code > 128
        ? "its process was killed by signal " + (code - 128)
        : "its process ended with exit code " + code;
  }

  public long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  synchronized boolean wasReady() {
    return ready;
  }

  /** How many errands it has run. */
  synchronized int tasks() {
    return tasks;
  }

  /** How many bytes it took after its last errand. */
  synchronized long memory() {
    return memory;
  }

  /** Runs it there and waits for its end, which may be the child's. */
  public Outcome run(Errand errand, Heard heard) throws InterruptedException {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    busy(Optional.of(new Busy(outcome, heard)));
    pipe.write(JsonObject.builder().put(ChildSide.ERRAND, errand.json()).build());
    if (!isAlive()) {
      // Its death may have been told before there was anybody to be told.
      hearLastWords();
      outcome.complete(new Outcome.Died(how()));
    }
    try {
      return outcome.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("only ends are told, no errors", e);
    } finally {
      busy(Optional.empty());
    }
  }

  private synchronized Optional<Busy> busy() {
    return busy;
  }

  private synchronized void busy(Optional<Busy> now) {
    busy = now;
  }

  /** Asks the running task to end. */
  public void cancel() {
    pipe.write(JsonObject.builder().put(ChildSide.CANCEL, true).build());
  }

  /** Ends the process, and what it has started, whatever they do. */
  public void kill() {
    process.descendants().filter(Child::mayBeKilled).forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /**
   * Not who ends, as soon as the child is dead, also those of its programs that nobody can see from
   * here any more. A process whose words cannot be read is none of them.
   */
  private static boolean mayBeKilled(ProcessHandle process) {
    String[] words = process.info().arguments().orElse(new String[0]);
    return !Arrays.asList(words).contains(SHEPHERD);
  }

  /** Waits until it is gone. */
  boolean awaitEnd(Duration longest) throws InterruptedException {
    return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void listen() {
    for (Optional<JsonObject> line = pipe.read(); line.isPresent(); line = pipe.read()) {
      JsonObject said = line.get();
      if (said.has(ChildSide.READY)) {
        beReady();
      } else if (said.has(ChildSide.OUTCOME)) {
        end(said);
      } else {
        busy().map(Busy::heard).ifPresent(heard -> tell(said, heard));
      }
    }
  }

  private void tell(JsonObject said, Heard heard) {
    if (said.has(ChildSide.PROGRESS)) {
      JsonArray progress = said.get(ChildSide.PROGRESS).asArray().orElseThrow();
      double percent = progress.get(0) instanceof JsonNumber number ? number.doubleValue() : 0;
      heard.progress(percent, progress.get(1).asText().orElse(""));
    } else if (said.has(ChildSide.LOG)) {
      JsonArray line = said.get(ChildSide.LOG).asArray().orElseThrow();
      heard.log(
          System.Logger.Level.valueOf(line.get(0).asText().orElseThrow()),
          line.get(1).asText().orElse(""));
    } else {
      pipe.write(ParentCalls.answer(said, heard));
    }
  }

  private void beReady() {
    synchronized (this) {
      ready = true;
    }
    onReady.accept(this);
  }

  private void end(JsonObject said) {
    synchronized (this) {
      tasks++;
      memory = said.get(ChildSide.MEMORY).asLong().orElse(0L);
    }
    JsonObject outcome = said.get(ChildSide.OUTCOME).asObject().orElseThrow();
    busy().ifPresent(run -> run.outcome().complete(OutcomeCodec.decode(outcome)));
  }
}
