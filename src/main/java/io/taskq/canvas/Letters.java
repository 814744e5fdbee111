package io.taskq.canvas;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.message.Envelope;
import io.taskq.message.Message;
import io.taskq.message.Outgoing;
import io.taskq.message.RandomId;
import io.taskq.message.Route;
import io.taskq.redis.Keys;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes the message of one task of a signature. Immutable.
 *
 * @param routes where tasks go whose signature does not say
 * @param zone of times without one
 * @param clock for times that are so many seconds from now
 * @param hide names of arguments that are shown as stars
 * @param pid of this process
 * @param host this one
 */
public record Letters(
    Function<String, Route> routes,
    ZoneId zone,
    InstantSource clock,
    Set<String> hide,
    long pid,
    String host) {

  /** What a sender's own headers may not be called: they are what a message is known by. */
  private static final Set<String> TAKEN = Set.of("id", "task", Envelope.COMPRESSION);

  /** The names that Celery knows a zlib stream by. */
  private static final Set<String> ZLIB = Set.of("gzip", "zlib", Envelope.GZIP);

  /** For its rules of what a queue may be called. */
  private static final Keys KEYS = new Keys("", 0);

  static Json newId() {
    return Json.of(RandomId.next());
  }

  Message message(Signature signature, JsonArray args, Sender sender) {
    Options options = Stamps.pass(sender.stamps(), signature.options());
    Instant now = clock.instant();
    Route route = route(signature.task(), options);
    Outgoing outgoing =
        Outgoing.of(signature.task())
            .id(options.text("task_id").orElseGet(RandomId::next))
            .args(args)
            .kwargs(signature.kwargs())
            .queue(route.queue())
            .priority(route.priority())
            .sent(now)
            .hide(hide)
            .origin(pid, host);
    options.text("reply_to").or(sender::replyTo).ifPresent(outgoing::replyTo);
    options
        .time("countdown", now, zone)
        .filter(eta -> eta.isAfter(now))
        .or(() -> options.time("eta", now, zone))
        .ifPresent(outgoing::eta);
    options.time("expires", now, zone).ifPresent(outgoing::expires);
    headers(options, sender, outgoing);
    links(options, outgoing);
    return sound(outgoing.build());
  }

  private static void headers(Options options, Sender sender, Outgoing outgoing) {
    outgoing
        .header("group", options.get("group_id"))
        .header("group_index", options.get("group_index"))
        .header("root_id", Json.of(options.text("root_id").orElse(sender.root())))
        .header("parent_id", Json.of(options.text("parent_id").orElse(sender.id())))
        .header(
            "timelimit", JsonArray.of(options.get("time_limit"), options.get("soft_time_limit")))
        .header("shadow", options.get("shadow"))
        .header("stamped_headers", Stamps.names(options))
        .header("stamps", Stamps.values(options));
    options.present("retries").ifPresent(count -> outgoing.header("retries", count));
    options.present("ignore_result").ifPresent(is -> outgoing.header("ignore_result", is));
    options.present("argsrepr").ifPresent(text -> outgoing.header("argsrepr", text));
    options.present("kwargsrepr").ifPresent(text -> outgoing.header("kwargsrepr", text));
    // What cannot be written so is sent as it is: every worker reads that.
    options
        .text(Envelope.COMPRESSION)
        .filter(ZLIB::contains)
        .ifPresent(gzip -> outgoing.header(Envelope.COMPRESSION, Json.of(Envelope.GZIP)));
    options
        .object("headers")
        .ifPresent(
            own ->
                own.members().entrySet().stream()
                    .filter(header -> !TAKEN.contains(header.getKey()))
                    .forEach(header -> outgoing.header(header.getKey(), header.getValue())));
  }

  private static void links(Options options, Outgoing outgoing) {
    options.signatures("link").forEach(callback -> outgoing.link(callback.json()));
    options.signatures("link_error").forEach(errback -> outgoing.linkError(errback.json()));
    outgoing.chain(options.has("chain") ? options.rest() : JsonNull.NULL);
    outgoing.chord(options.get("chord"));
  }

  /** The queue by its name; by the key, where the exchange is the one without a name. */
  private Route route(String task, Options options) {
    Route usual = routes.apply(task);
    Optional<String> key = options.text("routing_key");
    Optional<String> exchange = options.text("exchange").filter(name -> !name.isEmpty());
    Optional<String> queue = options.text("queue");
    if (queue.isEmpty() && exchange.isPresent() && !exchange.equals(key)) {
      throw new WrongSignature(
          task + " goes to the exchange " + exchange.get() + ": only queues are served here");
    }
    int priority = options.number("priority").map(Letters::step).orElse(usual.priority());
    return new Route(queue.or(() -> key).orElse(usual.queue()), priority, Optional.empty());
  }

  private static int step(long priority) {
    return Math.clamp(priority, 0, 9);
  }

  /** Built from foreign parts, it must be one that a queue can hold and a worker can read. */
  private static Message sound(Message message) {
    Optional<String> wrong = message.whatIsWrong();
    if (wrong.isPresent()) {
      throw new WrongSignature(message.task() + ": " + wrong.get());
    }
    try {
      KEYS.queue(message.route().queue());
    } catch (TaskqException.Invalid e) {
      throw new WrongSignature(message.task() + ": " + e.getMessage());
    }
    return message;
  }
}
