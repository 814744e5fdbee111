package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.redis.Keys;
import io.taskq.redis.QueueKeys;
import io.taskq.redis.Redis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One queue to try things on, and what tests ask of it again and again. */
final class Bench {

  static final String QUEUE = "mail";
  static final Duration LEASE = Duration.ofSeconds(30);

  final Redis redis;
  final Keys keys;
  final QueueKeys queue;
  final Broker broker;
  private int claims;

  Bench(Redis redis, Keys keys) {
    this(redis, keys, new Broker(new Access(redis, keys, keys.db(), Scripts.asWritten())));
  }

  Bench(Redis redis, Keys keys, Broker broker) {
    this.redis = redis;
    this.keys = keys;
    this.queue = keys.queue(QUEUE);
    this.broker = broker;
  }

  void enqueue(String... raws) {
    for (String raw : raws) {
      broker.enqueue(NewMessage.of(QUEUE, 0, "id of " + raw, raw));
    }
  }

  /** Enqueues for a time that comes in some milliseconds. */
  void enqueueDelayed(String raw, Duration in) {
    Instant due = redis.time().plus(in);
    broker.enqueue(
        new NewMessage(
            QUEUE,
            0,
            "id of " + raw,
            raw,
            Optional.of(due),
            Optional.empty(),
            Duration.ZERO,
            false));
  }

  List<Delivery> claim(int max) {
    return claim("w1", max, LEASE);
  }

  List<Delivery> claim(String worker, int max, Duration lease) {
    return broker.claim(QUEUE, new Claim(worker, "c" + ++claims, lease, max, false));
  }

  Delivery claimOne() {
    List<Delivery> got = claim(1);
    assertThat(got).hasSize(1);
    return got.getFirst();
  }

  /** Claims under a lease that is over when this returns. */
  Delivery claimAndLose() {
    Delivery lost = claim("lost", 1, Duration.ofMillis(1)).getFirst();
    passMillis();
    return lost;
  }

  /** Returns when the clock of Redis has gone on by more than two milliseconds. */
  void passMillis() {
    Instant then = redis.time().plusMillis(3);
    await().pollInterval(Duration.ofMillis(1)).until(() -> redis.time().isAfter(then));
  }

  /** Reaps without grace. */
  Reaped reap() {
    return reap(4);
  }

  Reaped reap(int maxDeliveries) {
    Reaping now =
        new Reaping(
            100,
            Duration.ZERO,
            Duration.ofHours(1),
            maxDeliveries,
            Duration.ofMillis(1),
            Duration.ofMillis(1));
    return broker.reap(QUEUE, now);
  }

  Answer finish(Delivery delivery) {
    return finish(delivery, Optional.empty());
  }

  Answer finish(Delivery delivery, Optional<StoredResult> result) {
    FinishAnswer answer = broker.finish(handle(delivery), End.of(Acts.of(result)));
    return ((FinishAnswer.Settled) answer).answer();
  }

  static Handle handle(Delivery delivery) {
    return delivery.handle("id of " + delivery.raw());
  }

  StoredResult result(String taskId, String state, Object value) {
    return new StoredResult(
        keys.result(taskId),
        "{\"status\": \"%s\", \"result\": %s}".formatted(state, value),
        Duration.ofMinutes(1));
  }

  String stored(String taskId) {
    return redis.ask("test", client -> client.get(keys.result(taskId)));
  }

  QueueStats stats() {
    return broker.queues().stats(QUEUE);
  }

  /** Every key of the queue that holds messages is empty. */
  void assertNothingLeft() {
    QueueStats stats = stats();
    assertThat(stats.readyTotal() + stats.delayed() + stats.leased() + stats.dead()).isZero();
    assertThat(length(queue.messages())).isZero();
    assertThat(length(queue.meta())).isZero();
    assertThat(length(queue.ids())).isZero();
    assertThat(length(queue.deadInfo())).isZero();
  }

  long length(String hash) {
    return redis.ask("test", client -> client.hlen(hash));
  }

  boolean exists(String key) {
    return redis.ask("test", client -> client.exists(key));
  }

  Set<String> members(String key) {
    return redis.ask("test", client -> client.smembers(key));
  }

  long ttl(String key) {
    return redis.ask("test", client -> client.pttl(key));
  }

  void set(String key, String value) {
    redis.ask("test", client -> client.set(key, value));
  }
}
