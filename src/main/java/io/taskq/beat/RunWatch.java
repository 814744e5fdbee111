package io.taskq.beat;

import io.taskq.beat.Place.LastRun;
import io.taskq.broker.Broker;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import io.taskq.result.ResultStore;
import io.taskq.result.TaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells whether the last run of an entry is over. Used by one thread. */
final class RunWatch {

  /** In a queue of a hundred thousand messages a look must not keep other entries waiting. */
  private static final Duration LONGEST_LOOK = Duration.ofMillis(200);

  private final ResultStore results;
  private final Broker broker;
  private final MessageCodec codec;
  private final Letters letters;

  RunWatch(ResultStore results, Broker broker, MessageCodec codec, Letters letters) {
    this.results = results;
    this.broker = broker;
    this.codec = codec;
    this.letters = letters;
  }

  /** It has a final result, nobody knows it any more, or it is older than the entry allows. */
  boolean isOver(Entry entry, LastRun run, Instant now) {
    if (!run.at().plus(entry.rules().overlap().timeout()).isAfter(now)) {
      return true;
    }
    Optional<TaskResult> result = results.get(run.id());
    if (result.isPresent()) {
      return result.get().state().isReady();
    }
    String queue = letters.queue(entry);
    boolean held =
        broker.queues().mayHold(queue, run.id(), raw -> isIt(raw, run.id()), LONGEST_LOOK);
    // It may have ended between the two looks, and then its result is there by now.
    return !held && results.get(run.id()).map(late -> late.state().isReady()).orElse(true);
  }

  private boolean isIt(String raw, String id) {
    try {
      return codec.decode(raw).id().equals(id);
    } catch (Undecodable notOurs) {
      return false;
    }
  }
}
