package io.taskq.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Connections that have sent a mail and may send another. Thread-safe. */
final class IdleLines {

  /** Shorter than any server's patience. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  /** More than so many at once are a burst, and servers count them. */
  private static final int MOST = 4;

  private record Idle(SmtpLine line, Instant since) {}

  /** The look comes when the time is over for certain. */
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(LONGEST.toMillis() + 1_000, TimeUnit.MILLISECONDS);

  private final InstantSource clock;
  private final Deque<Idle> idle = new ArrayDeque<>();

  IdleLines(InstantSource clock) {
    this.clock = clock;
  }

  /** One that the server still answers on. */
  Optional<SmtpLine> take() {
    hangUpOld();
    for (Optional<SmtpLine> line = last(); line.isPresent(); line = last()) {
      // Asks with NOOP, and closes what does not answer.
      if (line.get().isConnected()) {
        return line;
      }
    }
    return Optional.empty();
  }

  private synchronized Optional<SmtpLine> last() {
    return Optional.ofNullable(idle.pollLast()).map(Idle::line);
  }

  /** Keeps it for the next mail, for a while. */
  void keep(SmtpLine line) {
    if (isKept(line)) {
      LATER.execute(this::hangUpOld);
    } else {
      line.hangUp();
    }
  }

  private synchronized boolean isKept(SmtpLine line) {
    return idle.size() < MOST && idle.add(new Idle(line, clock.instant()));
  }

  /** Leaves the server those that nobody used for long. */
  void hangUpOld() {
    old().forEach(SmtpLine::hangUp);
  }

  private synchronized List<SmtpLine> old() {
    Instant before = clock.instant().minus(LONGEST);
    List<SmtpLine> old =
        idle.stream().filter(each -> each.since().isBefore(before)).map(Idle::line).toList();
    idle.removeIf(each -> each.since().isBefore(before));
    return old;
  }
}
