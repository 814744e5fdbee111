package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Workers that do at random what real ones do and what happens to them, on one queue: replies are
 * lost, workers crash or freeze, Redis is killed. Everything follows from the seed but the clock.
 *
 * <p>It knows what Redis has acknowledged, and so what {@link Census} must find.
 */
final class BrokerModel implements AutoCloseable {

  private static final String QUEUE = Bench.QUEUE;
  private static final Duration LEASE = Duration.ofMillis(60);
  private static final int MAX_DELIVERIES = 4;

  /** Another than the queue's: after a kill the log must have led back to the right one. */
  private static final int RESULT_DB = 1;

  private static final int CENSUS_EVERY = 100;

  private final Random random;
  private final RedisServer server = RedisServer.startDurable();
  private final Scripts scripts;
  private final Ledger ledger = new Ledger();
  private final Map<String, Map<String, Delivery>> held = new TreeMap<>();
  private final List<Delivery> frozen = new ArrayList<>();
  private Bench bench;
  private int messages;
  private int claims;

  BrokerModel(long seed, Scripts scripts) {
    this.random = new Random(seed);
    this.scripts = scripts;
    for (int i = 0; i < 5; i++) {
      held.put("w" + i, new TreeMap<>());
    }
    connect();
  }

  private void connect() {
    Redis redis = Redis.connect(RedisUrl.parse(server.url()), RedisOptions.forCommand());
    Keys keys = new Keys("", 0);
    bench = new Bench(redis, keys, new Broker(new Access(redis, keys, RESULT_DB, scripts)));
  }

  /** Runs so many steps, with kills of Redis spread among them, then drains and judges all. */
  Ledger run(int steps, int kills) {
    for (int step = 1; step <= steps; step++) {
      act();
      if (step % CENSUS_EVERY == 0) {
        census();
      }
      if (kills > 0 && step % (steps / (kills + 1)) == 0) {
        killRedis();
      }
    }
    drain();
    return ledger;
  }

  private void killRedis() {
    server.kill9();
    bench.redis.close();
    server.restart();
    connect();
    ledger.kills++;
    census();
  }

  private void act() {
    Map<String, Delivery> mine = held.get("w" + random.nextInt(held.size()));
    int dice = random.nextInt(100);
    if (dice < 22) {
      enqueue();
    } else if (dice < 42) {
      claim(mine);
    } else if (dice < 50) {
      loseClaim(mine);
    } else if (dice < 64) {
      finishOne(mine);
    } else if (dice < 68) {
      finishAll(mine);
    } else if (dice < 74) {
      renew(mine);
    } else if (dice < 84) {
      upkeep();
    } else {
      mishap(mine, dice);
    }
    if (random.nextInt(30) == 0) {
      // Leases and times pass only when time does.
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(50)).toNanos());
    }
  }

  private void mishap(Map<String, Delivery> mine, int dice) {
    if (dice < 86) {
      mine.clear();
    } else if (dice < 89) {
      frozen.addAll(mine.values());
      mine.clear();
    } else if (dice < 92) {
      thaw();
    } else if (dice < 95) {
      putOff(mine);
    } else if (dice < 97) {
      take(mine).ifPresent(one -> bench.broker.release(Bench.handle(one)));
    } else if (dice < 99) {
      take(mine).ifPresent(this::bury);
    } else {
      reviveOrDrop();
    }
  }

  private void enqueue() {
    String raw = "m" + ++messages;
    Optional<Instant> eta =
        random.nextInt(3) == 0
            ? Optional.of(bench.redis.time().plusMillis(1 + random.nextInt(60)))
            : Optional.empty();
    NewMessage message =
        new NewMessage(
            QUEUE,
            random.nextInt(10),
            "id of " + raw,
            raw,
            eta,
            Optional.empty(),
            Duration.ZERO,
            true);
    boolean lost = random.nextInt(5) == 0;
    bench.broker.enqueue(message);
    if (lost) {
      assertThat(bench.broker.enqueue(message)).isInstanceOf(Enqueued.AlreadyKnown.class);
    }
    ledger.acknowledged.add(raw);
  }

  private Claim newClaim() {
    String worker = "w" + random.nextInt(held.size());
    return new Claim(worker, "c" + ++claims, LEASE, 1 + random.nextInt(5), random.nextInt(5) == 0);
  }

  private void claim(Map<String, Delivery> mine) {
    bench.broker.claim(QUEUE, newClaim()).forEach(got -> mine.put(got.id(), got));
  }

  private void loseClaim(Map<String, Delivery> mine) {
    Claim claim = newClaim();
    List<Delivery> unseen = bench.broker.claim(QUEUE, claim);
    if (random.nextInt(10) < 7) {
      List<Delivery> again = bench.broker.claim(QUEUE, claim);
      assertThat(again).as("a repeated claim").isEqualTo(unseen);
      again.forEach(got -> mine.put(got.id(), got));
    }
  }

  private Optional<Delivery> take(Map<String, Delivery> mine) {
    List<String> ids = List.copyOf(mine.keySet());
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(mine.remove(ids.get(random.nextInt(ids.size()))));
  }

  private void finishOne(Map<String, Delivery> mine) {
    take(mine).ifPresent(one -> ledger.answered(one, bench.finish(one, result(one))));
  }

  private void finishAll(Map<String, Delivery> mine) {
    List<Delivery> all = List.copyOf(mine.values());
    mine.clear();
    List<Finish> ends =
        all.stream().map(one -> new Finish(Bench.handle(one), result(one))).toList();
    List<Answer> answers = bench.broker.finishMany(QUEUE, ends);
    for (int i = 0; i < all.size(); i++) {
      ledger.answered(all.get(i), answers.get(i));
    }
    if (random.nextInt(3) == 0) {
      assertThat(bench.broker.finishMany(QUEUE, ends))
          .as("ends that were repeated")
          .doesNotContain(Answer.DONE);
    }
  }

  private Optional<StoredResult> result(Delivery delivery) {
    return Optional.of(bench.result(delivery.raw(), "SUCCESS", delivery.fence()));
  }

  private void renew(Map<String, Delivery> mine) {
    List<Handle> handles = mine.values().stream().map(Bench::handle).toList();
    bench.broker.extend(QUEUE, handles, LEASE).forEach(mine::remove);
  }

  private void upkeep() {
    bench.broker.promote(QUEUE, 1 + random.nextInt(10));
    Reaping reaping =
        new Reaping(
            10,
            Duration.ofMillis(20),
            Duration.ofMillis(400),
            MAX_DELIVERIES,
            Duration.ofMillis(10),
            Duration.ofMillis(40));
    Reaped reaped = bench.broker.reap(QUEUE, reaping);
    ledger.redelivered += reaped.redelivered();
  }

  private void thaw() {
    if (!frozen.isEmpty()) {
      Delivery late = frozen.remove(random.nextInt(frozen.size()));
      ledger.answered(late, bench.finish(late, result(late)));
    }
  }

  private void putOff(Map<String, Delivery> mine) {
    Deferral.Kind[] kinds = Deferral.Kind.values();
    Deferral deferral =
        new Deferral(
            bench.redis.time().plusMillis(random.nextInt(40)),
            kinds[random.nextInt(kinds.length)],
            Optional.empty(),
            Optional.empty(),
            List.of());
    take(mine)
        .ifPresent(
            one -> {
              Answer answer = bench.broker.defer(Bench.handle(one), deferral);
              if (random.nextInt(3) == 0 && answer == Answer.DONE) {
                assertThat(bench.broker.defer(Bench.handle(one), deferral)).isEqualTo(answer);
              }
            });
  }

  private void bury(Delivery one) {
    End burial = End.buried("unlucky", Acts.NONE);
    bench.broker.finish(Bench.handle(one), burial);
  }

  private void reviveOrDrop() {
    bench
        .broker
        .queues()
        .dead(QUEUE)
        .limit(1)
        .forEach(
            letter -> {
              if (random.nextInt(3) > 0) {
                bench.broker.queues().requeue(QUEUE, List.of(letter.id()));
              } else if (bench.broker.queues().drop(QUEUE, List.of(letter.id())) == 1) {
                ledger.dropped.add(letter.raw());
              }
            });
  }

  private void census() {
    new Census(bench).judge(ledger);
  }

  /** Gives all that is left to one good worker, then counts. */
  private void drain() {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (stillAlive() && System.nanoTime() < deadline) {
      bench.broker.promote(QUEUE, 1000);
      bench.reap(1_000_000);
      List<Delivery> got = bench.claim("last", 100, Duration.ofSeconds(30));
      got.forEach(one -> ledger.answered(one, bench.finish(one, result(one))));
      if (got.isEmpty()) {
        bench.passMillis();
      }
    }
    census();
    ledger.judgeEnd(new Census(bench).dead());
  }

  private boolean stillAlive() {
    QueueStats stats = bench.stats();
    return stats.readyTotal() + stats.delayed() + stats.leased() > 0;
  }

  @Override
  public void close() {
    bench.redis.close();
    server.close();
  }
}
