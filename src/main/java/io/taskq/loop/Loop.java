package io.taskq.loop;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One thread that calls one step again and again until it is closed.
 *
 * <p>A step that throws ends the loop and tells the owner: a loop that dies in silence leaves a
 * worker that looks alive and does nothing. Thread-safe.
 */
public final class Loop implements AutoCloseable {

  /** One pass; answers how long the loop may rest before the next one. */
  @FunctionalInterface
  public interface Step {
    Duration step() throws InterruptedException;
  }

  private final Step step;
  private final Consumer<Throwable> onDeath;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean woken;
  private volatile boolean stopping;

  public Loop(String name, Step step, Consumer<Throwable> onDeath) {
    this.step = step;
    this.onDeath = onDeath;
    this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Makes the next step follow at once. */
  public void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets the step under way end, then stops. Returns when the thread is gone. */
  @Override
  public void close() {
    stop();
    if (!Thread.currentThread().equals(thread)) {
      join();
    }
  }

  /** Lets the step under way be the last, without waiting for it. */
  public void stop() {
    stopping = true;
    wake();
  }

  private void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping) {
        rest(step.step());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      onDeath.accept(e);
    }
  }

  private void rest(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!woken && !stopping && left > 0) {
        left = changed.awaitNanos(left);
      }
      woken = false;
    } finally {
      lock.unlock();
    }
  }
}
