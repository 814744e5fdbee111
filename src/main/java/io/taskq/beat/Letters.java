package io.taskq.beat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskq.beat.BeatLedger.Target;
import io.taskq.config.Sending;
import io.taskq.config.Settings;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Outgoing;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Writes the messages of entries. Immutable. */
final class Letters {

  private final Settings settings;
  private final MessageCodec codec;
  private final String plan;
  private final String host;

  Letters(Settings settings, MessageCodec codec, String plan, String host) {
    this.settings = settings;
    this.codec = codec;
    this.plan = settings.keyPrefix() + plan;
    this.host = host;
  }

  /** A message and where it goes. */
  record Letter(String taskId, Target target) {}

  Letter write(Entry entry, Instant slot, Instant now) {
    Sending sending = entry.sending();
    // The same id whoever fires the slot: a repeat after a lost reply is no other task.
    String about = plan + "\n" + entry.name() + "\n" + entry.spec() + "\n" + slot.toEpochMilli();
    String id = UUID.nameUUIDFromBytes(about.getBytes(UTF_8)).toString();
    Outgoing outgoing =
        Outgoing.of(sending.task())
            .id(id)
            .args(sending.args())
            .kwargs(sending.kwargs())
            .queue(queue(entry))
            .priority(sending.priority().orElseGet(() -> settings.priorityOf(sending.task())))
            .sent(now)
            .hide(Set.copyOf(settings.hide()))
            .origin(ProcessHandle.current().pid(), host);
    sending.expires().map(now::plus).ifPresent(outgoing::expires);
    Message message = outgoing.build();
    return new Letter(
        id,
        new Target(
            message.route().queue(), message.route().priority(), codec.encode(message, now)));
  }

  String queue(Entry entry) {
    return entry.sending().queue().orElseGet(() -> settings.queueOf(entry.sending().task()));
  }
}
