package io.taskq.broker;

import io.taskq.error.TaskqException;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The queues as workers and producers use them: every change of a delivery is one step in Redis,
 * and only its owner can make it. Thread-safe.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Broker {

  private Broker(Redis redis, Keys keys, int resultDb) {
  }

  /** A broker that stores results in the same database. */
  public static Broker on(Redis redis, Keys keys) {
    return new Broker(redis, keys, keys.db());
  }

  /** A broker that stores results in a database of the same server; refuses another server. */
  public static Broker on(Redis redis, Keys keys, RedisUrl results) {
    if (!redis.url().sameServer(results)) {
      throw new TaskqException.Invalid(
          "the result backend cannot be used",
          "it is on another server (" + results.place() + ") than the broker",
          "Name a database of " + redis.url().place() + "; another server is not supported yet.");
    }
    return new Broker(redis, keys, results.db());
  }

  /** The queues as people look at them and change them. */
  public Queues queues() {
    throw new UnsupportedOperationException();
  }

  /** Makes queues known, so that every worker reaps and promotes them. Once per process is enough. */
  public void know(List<String> queues) {
    throw new UnsupportedOperationException();
  }

  /** Puts a message on its queue, or tells that it was there before. */
  public Enqueued enqueue(NewMessage message) {
    throw new UnsupportedOperationException();
  }

  /** Takes messages of a queue under a lease. Empty when there are none, or it is paused. */
  public List<Delivery> claim(String queue, Claim claim) {
    throw new UnsupportedOperationException();
  }

  /** Stores that a task has started or how far it is, if the delivery is still the caller's. */
  public Answer begin(Handle handle, StoredResult progress) {
    throw new UnsupportedOperationException();
  }

  /** Renews leases of one queue. Answers the ids of the deliveries that are no longer the caller's. */
  public List<String> extend(String queue, List<Handle> handles, Duration lease) {
    throw new UnsupportedOperationException();
  }

  /** Ends deliveries of one queue; an answer for each, in order. */
  public List<Answer> finishMany(String queue, List<Finish> finishes) {
    throw new UnsupportedOperationException();
  }

  /** Ends a delivery, stores its result and sends what follows, in one step. */
  public FinishAnswer finish(
      Handle handle,
      Optional<StoredResult> result,
      List<FollowUp> followUps,
      Optional<ChordPart> chord) {
    throw new UnsupportedOperationException();
  }

  /** Ends a chord and the delivery that completed it. The body is sent once, whoever asks. */
  public Answer finishChord(Handle handle, ChordEnd end) {
    throw new UnsupportedOperationException();
  }

  /** Lets a delivery wait for its time. */
  public Answer defer(Handle handle, Deferral deferral) {
    throw new UnsupportedOperationException();
  }

  /** Gives a delivery back to the front of its queue, as if it had not been handed out. */
  public Answer release(Handle handle) {
    throw new UnsupportedOperationException();
  }

  /** Ends a delivery as a dead letter. */
  public FinishAnswer bury(Handle handle, Burial burial) {
    throw new UnsupportedOperationException();
  }

  /** Gives back what expired. Any number of workers may do this at once. */
  public Reaped reap(String queue, Reaping reaping) {
    throw new UnsupportedOperationException();
  }

  /** Makes ready what is due, at most so many; answers how many. */
  public int promote(String queue, int limit) {
    throw new UnsupportedOperationException();
  }
}
