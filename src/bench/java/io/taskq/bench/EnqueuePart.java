package io.taskq.bench;

import io.taskq.bench.report.Chapter;
import io.taskq.bench.report.Goal;
import io.taskq.bench.report.Line;
import io.taskq.bench.report.Numbers;
import io.taskq.bench.report.Unit;
import io.taskq.client.Taskq;
import io.taskq.task.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How fast tasks are enqueued: by a Java program, from a file, and by other queues' clients. */
final class EnqueuePart implements Part {

  private static final int SINGLE = 60_000;
  private static final int BULK = 500_000;
  private static final int AT_ONCE = 1_000;

  private final Surroundings around;
  private final Numbers single = new Numbers();
  private final Numbers lpush = new Numbers();
  private final Numbers bulk = new Numbers();
  private final Map<Peer.Feed, Numbers> peers = new LinkedHashMap<>();

  EnqueuePart(Surroundings around) {
    this.around = around;
    around.peers().stream()
        .flatMap(peer -> peer.feeds().stream())
        .forEach(feed -> peers.putIfAbsent(feed, new Numbers()));
  }

  @Override
  public Chapter run() throws IOException {
    FileLoad file = new FileLoad(around);
    try (Taskq taskq = Taskq.connect(around.url())) {
      // Compiled before the first round, as in a program that has run for a while.
      enqueueSingly(taskq, SINGLE / 4);
      for (int round = 0; round < around.form().rounds(); round++) {
        play(taskq, file);
      }
    }
    around.redis().clear();
    return new Chapter(
        "enqueue",
        "Tasks a second that Redis has; taskq's Java client in one thread, in turns with others.",
        lines(file));
  }

  private void play(Taskq taskq, FileLoad file) {
    int count = around.form().tasks(SINGLE);
    around.redis().clear();
    RedisBenchmark.lpush(around, count).ifPresent(lpush::add);
    single.add(enqueueSingly(taskq, count));
    around.redis().clear();
    bulk.add(enqueueInBulk(taskq, around.form().tasks(BULK)));
    file.play();
    peers.forEach(
        (feed, rates) -> {
          around.redis().clear();
          rates.add(feed.rate(around.form().tasks(feed.tasks()), around.folder()));
        });
  }

  private static double enqueueSingly(Taskq taskq, int count) {
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      taskq.enqueue(Workload.TASK);
    }
    return count / ((System.nanoTime() - begun) / 1e9);
  }

  private static double enqueueInBulk(Taskq taskq, int count) {
    List<Call> calls = Collections.nCopies(AT_ONCE, Call.of(Workload.TASK));
    long begun = System.nanoTime();
    for (int done = 0; done < count; done += AT_ONCE) {
      taskq.enqueueAll(calls);
    }
    return count / ((System.nanoTime() - begun) / 1e9);
  }

  private List<Line> lines(FileLoad file) {
    List<Line> lines = new ArrayList<>();
    Line one = Line.of("Java, one by one", Unit.PER_SECOND, single);
    lines.add(
        lpush.isEmpty()
            ? one
            : one.beside("redis-benchmark lpush -c 1 -d 700", lpush).goal(Goal.ratioAtLeast(1.1)));
    Line many = Line.of("Java, by " + AT_ONCE, Unit.PER_SECOND, bulk);
    lines.add(many.goal(Goal.atLeast(100_000)));
    lines.addAll(file.lines());
    peers.forEach(
        (feed, rates) -> lines.add((isBulk(feed) ? many : one).beside(feed.label(), rates)));
    return lines;
  }

  private static boolean isBulk(Peer.Feed feed) {
    return feed.label().endsWith("in bulk");
  }
}
