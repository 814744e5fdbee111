package io.taskq.cli.command;

import io.taskq.broker.Broker;
import io.taskq.broker.Enqueued;
import io.taskq.broker.NewMessage;
import io.taskq.broker.QueueStats;
import io.taskq.broker.Waitlist;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Moves messages one by one, each written before it is removed. Used by one thread. */
final class Migration {

  private final MessageCodec codec;
  private final boolean dryRun;
  private long left;
  private long moved;
  private long again;
  private long taken;
  private long stay;

  Migration(MessageCodec codec, long limit, boolean dryRun) {
    this.codec = codec;
    this.left = limit;
    this.dryRun = dryRun;
  }

  /** How many are in their new place and no longer in the old one. */
  long moved() {
    return moved;
  }

  /** How many of them a command before this one had written. */
  long again() {
    return again;
  }

  /** How many a worker took from the old place while they were written to the new one. */
  long taken() {
    return taken;
  }

  /** How many are still in the old place, in nobody's line. */
  long stay() {
    return stay;
  }

  void move(Broker from, String queue, Broker to, String target) {
    QueueStats stats = from.queues().stats(queue);
    Waitlist waiting = from.waiting(queue);
    // What a worker gave back is ready too, and lies beside Celery's lists.
    long givenBack = Math.max(0, stats.readyTotal() - waiting.size());
    stay += givenBack + stats.delayed() + stats.leased() + stats.dead();
    if (dryRun) {
      long count = Math.min(left, waiting.size());
      moved += count;
      left -= count;
      return;
    }
    Optional<Waitlist.Entry> next = left > 0 ? waiting.next() : Optional.empty();
    while (next.isPresent()) {
      Enqueued answer = to.enqueue(message(next.get(), queue, target));
      again += answer instanceof Enqueued.AlreadyKnown ? 1 : 0;
      if (waiting.remove(next.get())) {
        moved++;
      } else {
        taken++;
      }
      left--;
      next = left > 0 ? waiting.next() : Optional.empty();
    }
  }

  /** What cannot be read goes as it is; whoever takes it there will say what is wrong. */
  private NewMessage message(Waitlist.Entry entry, String queue, String target) {
    String raw = entry.raw();
    String id;
    try {
      Message message = codec.decode(raw);
      id = message.id();
      raw = queue.equals(target) ? raw : codec.encode(message.onQueue(target));
    } catch (Undecodable e) {
      id = UUID.nameUUIDFromBytes(raw.getBytes(StandardCharsets.UTF_8)).toString();
    }
    return new NewMessage(
        target, entry.priority(), id, raw, Optional.empty(), Optional.empty(), Duration.ZERO, true);
  }
}
