package io.taskq.plugin;

import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import io.taskq.task.TaskFacts;
import io.taskq.task.WrongArguments;
import java.time.Duration;
import java.util.List;

/** {@code sleep seconds}: waits, and says how far it is; ends at once when it is cancelled. */
public final class Sleep implements Task {

  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "sleep";
  }

  @Override
  public TaskFacts facts() {
    return TaskFacts.java(getClass(), List.of("seconds: a number"));
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) throws InterruptedException {
    arguments.atMost(1, List.of("seconds"));
    double seconds = arguments.requiredNumber(0, "seconds").doubleValue();
    if (!(seconds >= 0 && seconds <= Duration.ofDays(365).toSeconds())) {
      throw new WrongArguments("parameter 'seconds' must be between 0 and a year, not " + seconds);
    }
    long whole = Math.round(seconds * 1_000_000_000);
    long end = System.nanoTime() + whole;
    for (long left = whole; left > 0; left = end - System.nanoTime()) {
      Thread.sleep(Duration.ofNanos(Math.min(left, BETWEEN_REPORTS.toNanos())));
      double remaining = Math.max(0L, end - System.nanoTime()) / (double) whole;
      context.progress(100.0 * (1 - remaining), "sleeping");
    }
    return seconds;
  }
}
