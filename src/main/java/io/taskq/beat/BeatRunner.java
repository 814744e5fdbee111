package io.taskq.beat;

import io.taskq.loop.Loop;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Ticks a beat on a thread of its own until it is closed; then the lead is given away. */
public final class BeatRunner implements AutoCloseable {

  private final Beat beat;
  private final Loop loop;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /** A runner that tells the listener when its beat dies. */
  public BeatRunner(Beat beat, Consumer<Throwable> onDeath) {
    this.beat = beat;
    this.loop =
        new Loop(
            "beat",
            beat::tick,
            cause -> {
              end.completeExceptionally(cause);
              onDeath.accept(cause);
            });
  }

  /** Starts ticking. */
  public void start() {
    loop.start();
  }

  /** Waits until {@link #stop} was called, or throws what ended the beat. */
  public void await() {
    end.join();
  }

  /** Lets {@link #await} return. */
  public void stop() {
    end.complete(null);
  }

  @Override
  public void close() {
    loop.close();
    beat.resign();
  }
}
