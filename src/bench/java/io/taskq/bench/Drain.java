package io.taskq.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Lets one of them drain a queue that was filled before it started.
 *
 * <p>What counts is the stretch from the moment a quarter is done to the moment 95 of 100 are: by
 * then the code is compiled, and the last few, which find no company, do not count. The whole from
 * the first result on is told beside it.
 */
final class Drain {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Contender contender;
  private final PrivateRedis redis;

  Drain(Contender contender) {
    this.contender = contender;
    this.redis = contender.redis();
  }

  /**
   * What a drain showed; but for {@code cold} of the warm stretch alone.
   *
   * @param warm tasks a second
   * @param cold tasks a second from the first result to the last
   * @param scriptMicros time of scripts in Redis a task
   * @param workerMicros of the processors a task
   * @param redisMicros of the processors a task
   */
  record Seen(
      double warm, double cold, double scriptMicros, double workerMicros, double redisMicros) {}

  Seen run() {
    int tasks = contender.tasks();
    List<Watch.Mark> marks = marks(1, tasks / 4, tasks * 95L / 100, tasks);
    Watch.Mark quarter = marks.get(1);
    Watch.Mark most = marks.get(2);
    return new Seen(
        most.rateSince(quarter),
        marks.getLast().rateSince(marks.getFirst()),
        most.scriptMicrosSince(quarter),
        most.workerMicrosSince(quarter),
        most.redisMicrosSince(quarter));
  }

  /** How things stood when so many were done each. */
  List<Watch.Mark> marks(long... done) {
    redis.clear();
    contender.fill().run();
    try (Running running = contender.start().get()) {
      Watch watch = new Watch(contender.name(), redis, contender.backlog(), contender.tasks());
      List<Watch.Mark> marks =
          LongStream.of(done).mapToObj(count -> watch.await(running, count)).toList();
      watch.await(running, contender.tasks());
      awaitResults();
      return marks;
    }
  }

  /** A queue is soon empty when nobody does the work. */
  private void awaitResults() {
    if (contender.keepsResults()) {
      Waiting.until(
          contender.name() + " stores all results", LIMIT, () -> redis.keys() >= contender.tasks());
    }
  }
}
