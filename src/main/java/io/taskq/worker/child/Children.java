package io.taskq.worker.child;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The children of a worker: one for each slot and one more, started beforehand, so that after the
 * end of one its slot need not wait for the start of the next. {@link #step} starts what is
 * missing. Thread-safe.
 */
public final class Children implements AutoCloseable {

  private static final Duration BETWEEN_STEPS = Duration.ofSeconds(1);

  /** A child that cannot even start would otherwise be started for ever, as fast as it dies. */
  private static final Duration AFTER_FALSE_START = Duration.ofSeconds(2);

  private static final Duration LONGEST_END = Duration.ofSeconds(1);

  private final ChildLaunch launch;
  private volatile int wanted;
  private final InstantSource clock;
  private final Consumer<String> warning;
  private final Runnable wake;
  private final Set<Child> all = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Child> idle = new LinkedBlockingQueue<>();
  private Instant notBefore = Instant.MIN;
  private boolean closed;
  private boolean toldOfSize;

  /** Those that were started before their tasks were to be loaded anew. */
  private final Set<Child> outdated = ConcurrentHashMap.newKeySet();

  /**
   * Makes them; none is started so far.
   *
   * @param slots how many may run at once
   * @param wake makes the next step follow at once
   */
  public Children(
      ChildLaunch launch, int slots, InstantSource clock, Consumer<String> warning, Runnable wake) {
    this.launch = launch;
    this.wanted = slots + 1;
    this.clock = clock;
    this.warning = warning;
    this.wake = wake;
  }

  /** Wants so many slots from now on; those beyond them end when they are idle. */
  public void resize(int slots) {
    wanted = slots + 1;
    wake.run();
  }

  /** Starts those that are missing, ends those that are too many. */
  public synchronized Duration step() {
    while (all.size() > wanted) {
      Child spare = idle.poll();
      if (spare == null) {
        break;
      }
      all.remove(spare);
      spare.kill();
    }
    while (!closed && all.size() < wanted && !clock.instant().isBefore(notBefore)) {
      start();
    }
    return BETWEEN_STEPS;
  }

  private void start() {
    try {
      Child child = new Child(launch.start(), idle::add);
      all.add(child);
      child.watch(this::gone);
    } catch (IOException e) {
      falseStart("cannot start a child process: " + e.getMessage());
    }
  }

  private synchronized void falseStart(String what) {
    notBefore = clock.instant().plus(AFTER_FALSE_START);
    warning.accept(what + "; trying again");
  }

  private void gone(Child child) {
    idle.remove(child);
    outdated.remove(child);
    if (all.remove(child)) {
      if (!child.wasReady() && !isClosed()) {
        falseStart("a child process ended before it was ready");
      }
      wake.run();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Lets others take the place of all, which load their tasks anew: of those that do nothing at
   * once, of the rest when their task is over.
   */
  public void renew() {
    outdated.addAll(all);
    for (Child child = idle.poll(); child != null; child = idle.poll()) {
      giveBack(child);
    }
    wake.run();
  }

  /** Takes a child that does nothing; waits for one. The caller gives it back. */
  public Child take() throws InterruptedException {
    Child child = idle.take();
    while (!child.isAlive()) {
      child = idle.take();
    }
    return child;
  }

  /** Gives it back; one that is dead, or has done enough, is replaced. */
  public void giveBack(Child child) {
    if (isWorn(child)) {
      all.remove(child);
      child.kill();
      wake.run();
    } else if (child.isAlive()) {
      idle.add(child);
    }
  }

  private boolean isWorn(Child child) {
    boolean tooLarge = launch.maxMemory().filter(most -> child.memory() > most).isPresent();
    if (tooLarge && child.tasks() == 1) {
      tellOfSize(child.memory());
    }
    return tooLarge
        || outdated.contains(child)
        || launch.maxTasks().filter(most -> child.tasks() >= most).isPresent();
  }

  private synchronized void tellOfSize(long memory) {
    if (!toldOfSize) {
      toldOfSize = true;
      warning.accept(
          "a child was above max_memory_per_child after its first task already, with %,d MB;"
                  .formatted(memory >> 20)
              + " each runs one task only");
    }
  }

  /** The ids of the processes. */
  public List<Long> pids() {
    return all.stream().map(Child::pid).sorted().toList();
  }

  /** Ends them all, and returns when they are gone or a moment is over. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    all.forEach(Child::kill);
    try {
      for (Child child : all) {
        child.awaitEnd(LONGEST_END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
