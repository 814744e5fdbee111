package io.taskq.cli.command;

import io.taskq.broker.Enqueued;
import io.taskq.broker.NewMessage;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.Host;
import io.taskq.config.Settings;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Outgoing;
import io.taskq.message.RandomId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Turns orders into messages and enqueues them. Used by one thread. */
final class Producer {

  /** The header in which a worker finds how often this one message may be retried. */
  private static final String MAX_RETRIES = "taskq_max_retries";

  private final CommandContext context;
  private final Settings settings;
  private final MessageCodec codec;
  private final Moments moments;
  private final boolean celeryEta;
  private final Duration idempotencyTtl;
  private final long pid = ProcessHandle.current().pid();
  private final String host = Host.name();
  private Optional<Boolean> workers = Optional.empty();

  /**
   * A producer for one command.
   *
   * @param celeryEta whether a message with a time goes on the list at once, as Celery does it
   */
  Producer(CommandContext context, boolean celeryEta, Duration idempotencyTtl) {
    this.context = context;
    this.settings = context.settings();
    this.codec = context.codec();
    this.moments = new Moments(settings.timezone(), () -> context.redis().time());
    this.celeryEta = celeryEta;
    this.idempotencyTtl = idempotencyTtl;
  }

  /** A message that is ready to be sent. */
  record Parcel(Message message, Optional<Instant> eta, Optional<String> idempotencyKey) {}

  /** Builds the message of an order; nothing is sent. */
  Parcel pack(Order order) {
    return pack(order, RandomId::next);
  }

  /**
   * The same.
   *
   * @param id what it is called when the order does not say
   */
  Parcel pack(Order order, Supplier<String> id) {
    TaskNames.check(order.task());
    order.id().ifPresent(TaskNames::checkId);
    Optional<Instant> eta = moments.eta(order);
    Outgoing outgoing =
        Outgoing.of(order.task())
            .id(order.id().orElseGet(id))
            .args(order.args())
            .kwargs(order.kwargs())
            .queue(queue(order))
            .priority(priority(order))
            .sent(context.clock().instant())
            .hide(Set.copyOf(settings.hide()))
            .origin(pid, host);
    eta.ifPresent(outgoing::eta);
    moments.expires(order).ifPresent(outgoing::expires);
    order.retries().ifPresent(most -> outgoing.header(MAX_RETRIES, Json.of(most)));
    return new Parcel(outgoing.build(), eta, order.idempotencyKey());
  }

  /** Sends it. Returns when Redis has it. */
  Enqueued send(Parcel parcel) {
    return context.broker().enqueue(letter(parcel));
  }

  /** The message as it will lie in Redis. */
  NewMessage letter(Parcel parcel) {
    Message message = parcel.message();
    // Redis keeps what is due; only the TTL for foreign readers counts on this machine's clock.
    String raw = codec.encode(message, context.clock().instant());
    if (raw.length() > settings.maxMessage()) {
      throw new TaskqException.Invalid(
          "cannot enqueue " + message.task(),
          "the message has %,d bytes, the limit is %,d"
              .formatted(raw.length(), settings.maxMessage()),
          "Send a reference to the data, or raise max_message here and at the workers.");
    }
    Optional<Instant> held = parcel.eta().filter(eta -> !goesCelerysWay());
    return new NewMessage(
        message.route().queue(),
        message.route().priority(),
        message.id(),
        raw,
        held,
        parcel.idempotencyKey(),
        idempotencyTtl,
        true);
  }

  /** Without a worker of ours nobody would promote the message when its time has come. */
  private boolean goesCelerysWay() {
    if (celeryEta) {
      return true;
    }
    if (workers.isEmpty()) {
      workers = Optional.of(context.hasWorkers());
      if (!workers.get()) {
        context
            .output()
            .talk(
                "no taskq worker is alive: the task waits on Celery's list until a worker takes it"
                    + " and keeps its time");
      }
    }
    return !workers.get();
  }

  private String queue(Order order) {
    return order.queue().orElseGet(() -> settings.queueOf(order.task()));
  }

  private int priority(Order order) {
    return order.priority().orElseGet(() -> settings.priorityOf(order.task()));
  }
}
