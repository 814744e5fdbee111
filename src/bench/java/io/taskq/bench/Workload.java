package io.taskq.bench;

import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Outgoing;
import io.taskq.redis.Redis;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;

/** The messages that workers drain: of a task that does nothing, and whose result is kept. */
final class Workload {

  static final String TASK = "nothing";
  static final String QUEUE = "celery";

  private static final int AT_ONCE = 500;

  private final Redis redis;
  private final MessageCodec codec =
      new MessageCodec(MessageCodec.USUAL_MAX_MESSAGE, ZoneOffset.UTC);

  Workload(Redis redis) {
    this.redis = redis;
  }

  /** Puts that many messages for the task on the list. */
  void fill(String list, String task, int count) {
    for (int done = 0; done < count; done += AT_ONCE) {
      int size = Math.min(AT_ONCE, count - done);
      String[] raws = Stream.generate(() -> raw(task)).limit(size).toArray(String[]::new);
      redis.ask("fill", client -> client.lpush(list, raws));
    }
  }

  private String raw(String task) {
    Message message =
        Outgoing.of(task).id(UUID.randomUUID().toString()).queue(QUEUE).origin(1, "bench").build();
    return codec.encode(message);
  }
}
