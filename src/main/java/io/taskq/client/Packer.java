package io.taskq.client;

import io.taskq.broker.NewMessage;
import io.taskq.error.TaskqException;
import io.taskq.json.JavaValues;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Outgoing;
import io.taskq.message.RandomId;
import io.taskq.task.Call;
import io.taskq.task.CallOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns calls into messages. Thread-safe. */
public final class Packer {

  /** The header in which a worker finds how often this one message may be retried. */
  static final String MAX_RETRIES = "taskq_max_retries";

  private static final Duration ONE_DAY = Duration.ofDays(1);

  private final MessageCodec codec;
  private final Destinations destinations;
  private final Sender sender;
  private final InstantSource clock;
  private final Supplier<Instant> redisTime;
  private final long pid = ProcessHandle.current().pid();

  /**
   * Makes it.
   *
   * @param redisTime the clock by which times are kept, asked only for those that count from now
   */
  public Packer(
      MessageCodec codec,
      Destinations destinations,
      Sender sender,
      InstantSource clock,
      Supplier<Instant> redisTime) {
    this.codec = codec;
    this.destinations = destinations;
    this.sender = sender;
    this.clock = clock;
    this.redisTime = redisTime;
  }

  /** The message of a call; nothing is sent. */
  public Parcel pack(Call call) {
    return pack(call, RandomId::next);
  }

  /**
   * The same.
   *
   * @param id what it is called when the call does not say
   */
  public Parcel pack(Call call, Supplier<String> id) {
    Wishes wishes = new Wishes(call, redisTime);
    TaskNames.check(call.task());
    wishes.text(CallOption.ID).ifPresent(TaskNames::checkId);
    Optional<Instant> eta = wishes.eta();
    Outgoing outgoing =
        Outgoing.of(call.task())
            .id(wishes.text(CallOption.ID).orElseGet(id))
            .args((JsonArray) JavaValues.toJson(call.arguments().positional()))
            .kwargs((JsonObject) JavaValues.toJson(call.arguments().keyword()))
            .queue(destinations.queueOf(call.task(), wishes))
            .priority(destinations.priorityOf(call.task(), wishes))
            .sent(clock.instant())
            .hide(sender.hide())
            .origin(pid, sender.host());
    eta.ifPresent(outgoing::eta);
    wishes.expires().ifPresent(outgoing::expires);
    wishes.duration(CallOption.SOFT_TIME_LIMIT).ifPresent(outgoing::softLimit);
    wishes.duration(CallOption.TIME_LIMIT).ifPresent(outgoing::hardLimit);
    wishes
        .number(CallOption.RETRIES)
        .ifPresent(most -> outgoing.header(MAX_RETRIES, Json.of(most)));
    wishes.headers().members().forEach(outgoing::header);
    wishes.links(CallOption.LINK).forEach(outgoing::link);
    wishes.links(CallOption.LINK_ERROR).forEach(outgoing::linkError);
    return new Parcel(
        outgoing.build(),
        eta,
        wishes.text(CallOption.IDEMPOTENCY_KEY),
        wishes.duration(CallOption.IDEMPOTENCY_TTL).orElse(ONE_DAY));
  }

  /**
   * The message as it will lie in Redis.
   *
   * @param held whether Redis keeps it until its time; else it goes on the list at once, as in
   *     Celery
   */
  public NewMessage letter(Parcel parcel, boolean held) {
    Message message = parcel.message();
    // Redis keeps what is due; only the TTL for foreign readers counts on this machine's clock.
    String raw = codec.encode(message, clock.instant());
    if (raw.length() > sender.mostBytes()) {
      throw new TaskqException.Invalid(
          "cannot enqueue " + message.task(),
          "the message has %,d bytes, the limit is %,d".formatted(raw.length(), sender.mostBytes()),
          "Send a reference to the data, or raise max_message here and at the workers.");
    }
    return new NewMessage(
        message.route().queue(),
        message.route().priority(),
        message.id(),
        raw,
        parcel.eta().filter(eta -> held),
        parcel.idempotencyKey(),
        parcel.idempotencyTtl(),
        true);
  }
}
