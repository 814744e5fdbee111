package io.taskq.broker;

import io.taskq.error.TaskqException;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisUrl;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * The queues as workers and producers use them: every change of a delivery is one step in Redis,
 * and only its owner can make it. Thread-safe.
 */
public final class Broker {

  private final Access access;
  private final KnownQueues known;
  private final Producing producing;
  private final Holding holding;
  private final Settling settling;
  private final Upkeep upkeep;

  Broker(Access access) {
    this.access = access;
    this.known = new KnownQueues(access);
    this.producing = new Producing(access);
    this.holding = new Holding(access);
    this.settling = new Settling(access);
    this.upkeep = new Upkeep(access);
  }

  /** A broker that stores results in the same database. */
  public static Broker on(Redis redis, Keys keys) {
    return new Broker(new Access(redis, keys, keys.db(), Scripts.asWritten()));
  }

  /** A broker that stores results in a database of the same server; refuses another server. */
  public static Broker on(Redis redis, Keys keys, RedisUrl results) {
    if (!redis.url().sameServer(results)) {
      throw new TaskqException.Invalid(
          "the result backend cannot be used",
          "it is on another server (" + results.place() + ") than the broker",
          "Name a database of " + redis.url().place() + "; another server is not supported yet.");
    }
    return new Broker(new Access(redis, keys, results.db(), Scripts.asWritten()));
  }

  /** The tasks that shall not start any more. */
  public Revokes revokes() {
    return new Revokes(access);
  }

  /** The rates that hold over all workers. */
  public Rates rates() {
    return new Rates(access);
  }

  /** What waits on a queue's own lists, to be moved elsewhere. */
  public Waitlist waiting(String queue) {
    return new Waitlist(access, queue);
  }

  /** The queues as people look at them and change them. */
  public Queues queues() {
    return new Queues(access);
  }

  /** What should not be in the queues. */
  public Audit audit() {
    return new Audit(access);
  }

  /** What workers of Celery hold. */
  public Unacked unacked() {
    return new Unacked(access);
  }

  /**
   * Makes queues known, so that every worker reaps and promotes them. Once per process is enough.
   */
  public void know(Collection<String> queues) {
    known.know(queues);
  }

  /** Puts a message on its queue, or tells that it was there before. */
  public Enqueued enqueue(NewMessage message) {
    known.know(List.of(message.queue()));
    return producing.enqueue(message);
  }

  /**
   * The same for many in one trip, each a step of its own, in their order. When the connection
   * breaks it is not known of any of them whether it is there; a repeat with the same ids is safe.
   *
   * @return for each what became of it, or throws why it was refused; those after it are there
   */
  public List<Supplier<Enqueued>> enqueueEach(List<NewMessage> messages) {
    known.know(messages.stream().map(NewMessage::queue).toList());
    return producing.enqueueEach(messages);
  }

  /** Takes messages of a queue under a lease. Empty when there are none, or it is paused. */
  public List<Delivery> claim(String queue, Claim claim) {
    return holding.claim(queue, claim);
  }

  /** Stores that a task has started or how far it is, if the delivery is still the caller's. */
  public Answer begin(Handle handle, StoredResult progress) {
    return holding.begin(handle, progress);
  }

  /**
   * Renews leases of one queue. Answers the ids of the deliveries that are no longer the caller's.
   */
  public List<String> extend(String queue, List<Handle> handles, Duration lease) {
    return holding.extend(queue, handles, lease);
  }

  /** Ends deliveries of one queue; an answer for each, in order. */
  public List<Answer> finishMany(String queue, List<Finish> finishes) {
    return settling.finishMany(queue, finishes);
  }

  /**
   * Ends a delivery with all that belongs to it, in one step. When its parts complete their chord
   * it is still the caller's, who comes again with the chord's end.
   */
  public FinishAnswer finish(Handle handle, End end) {
    end.acts().forEach(acts -> knowTargets(acts.messages()));
    return settling.finish(handle, end);
  }

  /** Lets a delivery wait for its time. */
  public Answer defer(Handle handle, Deferral deferral) {
    knowTargets(deferral.followUps());
    Answer answer = settling.defer(handle, deferral);
    // Who revoked it while it was being put off found it nowhere, and it would wait for its time.
    revokes().hastenIfRevoked(handle);
    return answer;
  }

  /** Gives a delivery back to the front of its queue, as if it had not been handed out. */
  public Answer release(Handle handle) {
    return holding.release(handle);
  }

  /** Gives back what expired. Any number of workers may do this at once. */
  public Reaped reap(String queue, Reaping reaping) {
    return upkeep.reap(queue, reaping);
  }

  /** Stores the result of a task that no worker holds any more, such as one that was buried raw. */
  public void record(StoredResult result) {
    upkeep.record(result);
  }

  /** Makes ready what is due, at most so many; answers how many. */
  public int promote(String queue, int limit) {
    return upkeep.promote(queue, limit);
  }

  private void knowTargets(List<FollowUp> followUps) {
    known.know(followUps.stream().map(FollowUp::queue).toList());
  }
}
