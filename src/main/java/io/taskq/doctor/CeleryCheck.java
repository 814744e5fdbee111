package io.taskq.doctor;

import io.taskq.broker.Broker;
import io.taskq.broker.Overdue;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.text.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Celery beside us left, or does at the same time. */
final class CeleryCheck {

  /** Celery's own workers give back after this long, where one of them still runs. */
  private static final Duration VISIBILITY = Duration.ofHours(1);

  private static final long MANY = 10_000;

  private final Redis redis;
  private final Keys keys;
  private final Broker broker;

  CeleryCheck(Redis redis, Keys keys, Broker broker) {
    this.redis = redis;
    this.keys = keys;
    this.broker = broker;
  }

  List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    unacked(all);
    events(all);
    if (redis.hasKey(keys.redBeatLock())) {
      all.add(
          Finding.warn(
              "RedBeat, a scheduler of Celery's, runs too: an entry in both is fired twice",
              "Keep each entry in one of the two schedules."));
    }
    return all;
  }

  private void unacked(List<Finding> all) {
    Overdue held = broker.unacked().olderThan(VISIBILITY);
    if (held.count() > 0) {
      all.add(
          Finding.bad(
              "%,d %s in Celery's unacked for %s: their worker is gone"
                  .formatted(
                      held.count(),
                      held.count() == 1 ? "task lies" : "tasks lie",
                      Span.of(held.oldest())),
              "taskq admin adopt-unacked --older-than 2h"));
    }
  }

  /** Lists of events whose listener is gone grow for ever. */
  private void events(List<Finding> all) {
    long most = broker.audit().longestEvents();
    if (most > MANY) {
      all.add(
          Finding.warn(
              "%,d events wait for a listener of Celery's that is gone".formatted(most),
              "Find its list with 'redis-cli --scan --pattern celeryev.*', and delete it."));
    }
  }
}
