package io.taskq.beat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskq.beat.BeatLedger.Target;
import io.taskq.config.Sending;
import io.taskq.config.Settings;
import io.taskq.json.Json;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Outgoing;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Writes the messages of entries. Immutable. */
final class Letters {

  /** The header in which a worker finds how often this one message may be retried. */
  private static final String MAX_RETRIES = "taskq_max_retries";

  private final Settings settings;
  private final MessageCodec codec;
  private final String plan;
  private final String host;
  private final Set<String> hidden;

  Letters(Settings settings, MessageCodec codec, String plan, String host) {
    this.settings = settings;
    this.codec = codec;
    this.plan = settings.keyPrefix() + plan;
    this.host = host;
    this.hidden = Set.copyOf(settings.hide());
  }

  /** The message of a slot. */
  Target write(Entry entry, Instant slot, Instant now) {
    return write(entry, slot, now, idOf(entry, slot));
  }

  /** The same id whoever fires the slot: a repeat after a lost reply is no other task. */
  String idOf(Entry entry, Instant slot) {
    String about = plan + "\n" + entry.name() + "\n" + slot.toEpochMilli();
    return UUID.nameUUIDFromBytes(about.getBytes(UTF_8)).toString();
  }

  /** The message of a slot under an id of its own. */
  Target write(Entry entry, Instant slot, Instant now, String id) {
    Sending sending = entry.sending();
    Sending.Options options = sending.options();
    Outgoing outgoing =
        Outgoing.of(sending.task())
            .id(id)
            .args(sending.args())
            .kwargs(sending.kwargs())
            .queue(queue(entry))
            .priority(options.priority().orElseGet(() -> settings.priorityOf(sending.task())))
            .sent(now)
            .slot(slot)
            .hide(hidden)
            .origin(ProcessHandle.current().pid(), host);
    options.headers().members().forEach(outgoing::header);
    options.expires().map(now::plus).ifPresent(outgoing::expires);
    options.retries().ifPresent(most -> outgoing.header(MAX_RETRIES, Json.of(most)));
    options.timeLimit().ifPresent(outgoing::hardLimit);
    options.softTimeLimit().ifPresent(outgoing::softLimit);
    Message message = outgoing.build();
    return new Target(
        id, message.route().queue(), message.route().priority(), codec.encode(message, now));
  }

  String queue(Entry entry) {
    return entry
        .sending()
        .options()
        .queue()
        .orElseGet(() -> settings.queueOf(entry.sending().task()));
  }
}
