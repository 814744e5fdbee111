package io.taskq.broker;

import io.taskq.redis.QueueKeys;
import io.taskq.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Puts messages on queues. */
final class Producing {

  /** How long a task id may not be enqueued again: longer than anybody repeats a lost call. */
  private static final Duration SAME_ID = Duration.ofMinutes(10);

  private final Access access;

  Producing(Access access) {
    this.access = access;
  }

  Enqueued enqueue(NewMessage message) {
    return read(access.run("enqueue", keys(message), args(message)));
  }

  List<Supplier<Enqueued>> enqueueEach(List<NewMessage> messages) {
    List<Script.Call> calls =
        messages.stream().map(message -> new Script.Call(keys(message), args(message))).toList();
    return access.runEach("enqueue", calls).stream()
        .<Supplier<Enqueued>>map(reply -> () -> read(reply.get()))
        .toList();
  }

  private static Enqueued read(Object answer) {
    List<?> reply = (List<?>) answer;
    String taskId = (String) reply.get(1);
    return reply.get(0).equals(1L)
        ? new Enqueued.Accepted(taskId)
        : new Enqueued.AlreadyKnown(taskId);
  }

  private List<String> keys(NewMessage message) {
    QueueKeys queue = access.queue(message.queue());
    return List.of(
        queue.list(QueueKeys.step(message.priority())),
        queue.delayed(),
        queue.messages(),
        queue.meta(),
        queue.ids(),
        queue.fence(),
        queue.sameId(message.taskId()),
        queue.idempotency(message.idempotencyKey().orElse("")));
  }

  private List<String> args(NewMessage message) {
    boolean keyed = message.idempotencyKey().isPresent();
    return List.of(
        message.taskId(),
        message.raw(),
        Integer.toString(QueueKeys.step(message.priority())),
        message.eta().map(Access::millis).orElse("0"),
        message.registerId() ? Access.millis(SAME_ID) : "0",
        keyed ? Access.millis(message.idempotencyTtl()) : "0",
        access.wake(message.queue()));
  }
}
