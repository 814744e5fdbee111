package io.taskq.worker;

import io.taskq.broker.Answer;
import io.taskq.broker.Broker;
import io.taskq.broker.Finish;
import io.taskq.broker.FinishAnswer;
import io.taskq.error.TaskqException;
import io.taskq.loop.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Brings the ends of runs to Redis, many in one call: an end leaves at once when no call is under
 * way, else it joins the next one. Nothing is given up while Redis is away; the leases are kept
 * meanwhile, so nobody else runs it.
 *
 * <p>{@link #submit} is thread-safe; one thread steps.
 */
final class Finisher {

  private static final int MOST_IN_ONE_CALL = 200;
  private static final int MOST_IN_ONE_STEP = 1_000;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

  private final Broker broker;
  private final InFlight inFlight;
  private final Outage outage;
  private final TaskLog log;
  private final Follows follows;
  private final BlockingQueue<Settlement> waiting = new LinkedBlockingQueue<>();

  /** What a broken call may or may not have settled; it is sent again before all else. */
  private final List<Settlement> again = new ArrayList<>();

  Finisher(WorkerParts parts, Follows follows) {
    this.broker = parts.broker();
    this.inFlight = parts.inFlight();
    this.outage = parts.outage();
    this.log = parts.log();
    this.follows = follows;
  }

  void submit(Settlement settlement) {
    waiting.add(settlement);
  }

  /** Settles what waits; waits for the first a while when nothing does. */
  Duration step() throws InterruptedException {
    boolean repeated = !again.isEmpty();
    List<Settlement> batch = new ArrayList<>(again);
    if (!repeated) {
      Settlement first = waiting.poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      if (first == null) {
        return Duration.ZERO;
      }
      batch.add(first);
      waiting.drainTo(batch, MOST_IN_ONE_STEP);
    }
    again.clear();
    try {
      return settleAll(batch, repeated) ? Duration.ZERO : BETWEEN_TRIES;
    } catch (TaskqException.Unavailable e) {
      outage.down(e.loss());
      batch.stream().filter(settlement -> inFlight.holds(settlement.run())).forEach(again::add);
      return BETWEEN_TRIES;
    }
  }

  /** Answers whether Redis took all of them, or had none refused. */
  private boolean settleAll(List<Settlement> batch, boolean repeated) {
    Map<String, List<Settlement.Finished>> finished = new LinkedHashMap<>();
    boolean taken = true;
    for (Settlement settlement : batch) {
      if (!inFlight.holds(settlement.run())) {
        // Given back and ended at once: whichever came first is what counts.
        continue;
      }
      if (settlement instanceof Settlement.Finished end && end.end().isPlain()) {
        finished.computeIfAbsent(end.run().delivery().queue(), q -> new ArrayList<>()).add(end);
      } else {
        taken &=
            isTaken(
                List.of(settlement), () -> settled(settlement, settleOne(settlement), repeated));
      }
    }
    for (Map.Entry<String, List<Settlement.Finished>> one : finished.entrySet()) {
      taken &= isTaken(one.getValue(), () -> finishMany(one.getKey(), one.getValue(), repeated));
    }
    return taken;
  }

  /** What is refused, for a key of another program, is kept: it is done work. */
  private boolean isTaken(List<? extends Settlement> part, Runnable call) {
    try {
      call.run();
      return true;
    } catch (TaskqException.Refused | TaskqException.Invalid e) {
      outage.refused(e.getMessage());
      waiting.addAll(part);
      return false;
    }
  }

  private void finishMany(String queue, List<Settlement.Finished> ends, boolean repeated) {
    for (int from = 0; from < ends.size(); from += MOST_IN_ONE_CALL) {
      List<Settlement.Finished> part =
          ends.subList(from, Math.min(ends.size(), from + MOST_IN_ONE_CALL));
      List<Answer> answers =
          broker.finishMany(
              queue,
              part.stream()
                  .map(end -> new Finish(end.run().handle(), end.end().result()))
                  .toList());
      for (int i = 0; i < part.size(); i++) {
        settled(part.get(i), answers.get(i), repeated);
      }
    }
  }

  private Answer settleOne(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Deferred later ->
          broker.defer(later.run().handleForWaiting(), later.deferral());
      case Settlement.Released back -> broker.release(back.run().handleForWaiting());
      case Settlement.Finished end -> finish(end);
    };
  }

  /** Each chord it completes may be part of another; there are as many as lie in each other. */
  private Answer finish(Settlement.Finished finished) {
    Run run = finished.run();
    Follows.Counted now = new Follows.Counted(finished.end(), finished.chord());
    while (true) {
      switch (broker.finish(run.handle(), now.end())) {
        case FinishAnswer.Settled(Answer answer) -> {
          return answer;
        }
        case FinishAnswer.ChordComplete complete ->
            now =
                follows.closing(
                    now.end(), now.chord().orElseThrow(), run.message().orElseThrow(), complete);
      }
    }
  }

  private void settled(Settlement settlement, Answer answer, boolean repeated) {
    Run run = settlement.run();
    // Gone after a repeat is our own first try, whose answer was lost on the way.
    if (answer == Answer.DONE || (answer == Answer.GONE && repeated)) {
      settlement.whenAccepted().run();
    } else {
      log.noted(run, "its lease was lost, another worker has it; this run's end is dropped");
    }
    inFlight.remove(run);
  }
}
