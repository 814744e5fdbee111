package io.taskq.bench;

import io.taskq.client.Taskq;
import io.taskq.task.Call;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A producer of its own thread that enqueues at a steady rate until it is closed. */
final class SteadyLoad implements AutoCloseable {

  private static final long BETWEEN_NANOS = 10_000_000;

  private final List<Call> calls;
  private final String url;
  private final AtomicLong sent = new AtomicLong();
  private final long begun = System.nanoTime();
  private final Thread thread;
  private volatile boolean over;

  private SteadyLoad(String url, int atOnce) {
    this.url = url;
    this.calls = Collections.nCopies(atOnce, Call.of(Workload.TASK));
    this.thread = Thread.ofPlatform().name("load").unstarted(this::produce);
  }

  static SteadyLoad start(Surroundings around, double perSecond) {
    int atOnce = (int) Math.max(1, Math.round(perSecond * BETWEEN_NANOS / 1e9));
    SteadyLoad load = new SteadyLoad(around.url(), atOnce);
    load.thread.start();
    return load;
  }

  private void produce() {
    try (Taskq taskq = Taskq.connect(url)) {
      for (long next = begun; !over; next += BETWEEN_NANOS) {
        Waiting.restUntil(next);
        sent.addAndGet(taskq.enqueueAll(calls).size());
      }
    }
  }

  /** Tasks a second that it really enqueued so far: a busy machine lets it fall behind. */
  double rate() {
    return sent.get() / ((System.nanoTime() - begun) / 1e9);
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while it waited for the load to end", e);
    }
  }
}
