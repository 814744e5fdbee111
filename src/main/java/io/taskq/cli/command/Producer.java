package io.taskq.cli.command;

import io.taskq.broker.Enqueued;
import io.taskq.broker.NewMessage;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.Host;
import io.taskq.client.Destinations;
import io.taskq.client.Packer;
import io.taskq.client.Parcel;
import io.taskq.client.Sender;
import io.taskq.config.Settings;
import io.taskq.event.SentEvents;
import io.taskq.message.Message;
import io.taskq.message.RandomId;
import io.taskq.task.Arguments;
import io.taskq.task.Call;
import io.taskq.task.CallOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Turns orders into messages and enqueues them. Used by one thread. */
final class Producer {

  private final CommandContext context;
  private final Packer packer;
  private final Moments moments;
  private final boolean celeryEta;
  private final Duration idempotencyTtl;
  private Optional<Boolean> workers = Optional.empty();
  private Optional<SentEvents> events = Optional.empty();

  /**
   * A producer for one command.
   *
   * @param celeryEta whether a message with a time goes on the list at once, as Celery does it
   */
  Producer(CommandContext context, boolean celeryEta, Duration idempotencyTtl) {
    this.context = context;
    this.packer = packer(context, () -> context.redis().time());
    this.moments = new Moments(context.settings().timezone(), () -> context.redis().time());
    this.celeryEta = celeryEta;
    this.idempotencyTtl = idempotencyTtl;
  }

  /** What makes messages by these settings. */
  static Packer packer(CommandContext context, Supplier<Instant> redisTime) {
    Settings settings = context.settings();
    return new Packer(
        context.codec(),
        new Destinations(settings::queueOf, settings::priorityOf),
        new Sender(Host.name(), Set.copyOf(settings.hide()), settings.maxMessage()),
        context.clock(),
        redisTime);
  }

  /** Builds the message of a call; nothing is sent. */
  Parcel pack(Call call) {
    return packer.pack(call);
  }

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
    return packer.pack(call(order), id);
  }

  private Call call(Order order) {
    Map<CallOption, Object> options = new EnumMap<>(CallOption.class);
    order.id().ifPresent(id -> options.put(CallOption.ID, id));
    order.queue().ifPresent(queue -> options.put(CallOption.QUEUE, queue));
    order.priority().ifPresent(priority -> options.put(CallOption.PRIORITY, priority));
    order.retries().ifPresent(most -> options.put(CallOption.RETRIES, most));
    moments.eta(order).ifPresent(eta -> options.put(CallOption.ETA, eta.toString()));
    moments.expires(order).ifPresent(end -> options.put(CallOption.EXPIRES, end.toString()));
    order
        .idempotencyKey()
        .ifPresent(
            key -> {
              options.put(CallOption.IDEMPOTENCY_KEY, key);
              options.put(CallOption.IDEMPOTENCY_TTL, idempotencyTtl.toMillis() / 1e3);
            });
    links(order.links()).ifPresent(links -> options.put(CallOption.LINK, links));
    links(order.errorLinks()).ifPresent(links -> options.put(CallOption.LINK_ERROR, links));
    // As JSON and not as Java's values: numbers stay as they were typed.
    Arguments arguments =
        new Arguments(
            new ArrayList<>(order.args().items()), new LinkedHashMap<>(order.kwargs().members()));
    return new Call(order.task(), arguments, options);
  }

  /** Where they go is the word of the worker that sends them, as with Celery. */
  private static Optional<List<?>> links(List<String> tasks) {
    return tasks.isEmpty()
        ? Optional.empty()
        : Optional.of(tasks.stream().map(task -> Call.of(task).plain()).toList());
  }

  /** Sends it. Returns when Redis has it. */
  Enqueued send(Parcel parcel) {
    Enqueued enqueued = context.broker().enqueue(letter(parcel));
    told(parcel.message(), enqueued);
    return enqueued;
  }

  /** Tells who listens to events that Redis has it, where that is wanted. */
  void told(Message message, Enqueued enqueued) {
    if (enqueued instanceof Enqueued.Accepted && context.settings().sentEvent()) {
      events().tell(message);
    }
  }

  private SentEvents events() {
    if (events.isEmpty()) {
      events = Optional.of(new SentEvents(context.redis(), context.keys(), context.clock()));
    }
    return events.get();
  }

  /** The message as it will lie in Redis. */
  NewMessage letter(Parcel parcel) {
    return packer.letter(parcel, parcel.eta().isPresent() && !goesCelerysWay());
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
}
