package io.taskq.bench;

import io.taskq.broker.Broker;
import io.taskq.broker.NewMessage;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Outgoing;
import io.taskq.redis.Keys;
import io.taskq.redis.QueueKeys;
import io.taskq.redis.Redis;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The messages both contenders work on: a task that does nothing and whose result is kept. */
final class Workload {

  static final String TASK = "nothing";
  static final String QUEUE = "celery";

  private static final Keys KEYS = new Keys("", 0);
  private static final int AT_ONCE = 500;

  private final Redis redis;
  private final MessageCodec codec =
      new MessageCodec(MessageCodec.USUAL_MAX_MESSAGE, ZoneOffset.UTC);

  Workload(Redis redis) {
    this.redis = redis;
  }

  /** Puts that many messages on the queue; answers the keys of their results, oldest first. */
  List<String> fill(int count) {
    List<String> results = new ArrayList<>(count);
    String list = new QueueKeys("", QUEUE).list(0);
    for (int done = 0; done < count; done += AT_ONCE) {
      int size = Math.min(AT_ONCE, count - done);
      List<Message> messages = Stream.generate(Workload::message).limit(size).toList();
      String[] raws = messages.stream().map(this::raw).toArray(String[]::new);
      redis.ask("fill", client -> client.lpush(list, raws));
      messages.forEach(message -> results.add(KEYS.result(message.id())));
    }
    return results;
  }

  /** Enqueues that many as {@code taskq enqueue} does, in this process. */
  void enqueue(int count) {
    Broker broker = Broker.on(redis, KEYS);
    for (int i = 0; i < count; i++) {
      Message message = message();
      broker.enqueue(
          new NewMessage(
              QUEUE,
              0,
              message.id(),
              raw(message),
              Optional.empty(),
              Optional.empty(),
              Duration.ZERO,
              true));
    }
  }

  private static Message message() {
    return Outgoing.of(TASK)
        .id(UUID.randomUUID().toString())
        .queue(QUEUE)
        .origin(1, "bench")
        .build();
  }

  private String raw(Message message) {
    return codec.encode(message);
  }
}
