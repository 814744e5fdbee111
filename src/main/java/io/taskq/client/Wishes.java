package io.taskq.client;

import io.taskq.error.TaskqException;
import io.taskq.json.JavaValues;
import io.taskq.json.JsonObject;
import io.taskq.message.IsoTime;
import io.taskq.task.Call;
import io.taskq.task.CallOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a call shall be enqueued, read from its plain values.
 *
 * @param redisTime what times that count from now count from
 */
record Wishes(Call call, Supplier<Instant> redisTime) {

  Optional<String> text(CallOption option) {
    return find(option, String.class);
  }

  Optional<Integer> number(CallOption option) {
    return find(option, Number.class).map(Number::intValue);
  }

  /** A span of time; plain values have it in seconds. */
  Optional<Duration> duration(CallOption option) {
    return find(option, Number.class)
        .map(seconds -> Duration.ofNanos(Math.round(seconds.doubleValue() * 1e9)));
  }

  Optional<Instant> eta() {
    Optional<Instant> moment = text(CallOption.ETA).map(text -> moment(CallOption.ETA, text));
    Optional<Duration> wait = duration(CallOption.COUNTDOWN);
    if (moment.isPresent() && wait.isPresent()) {
      throw wrong("it has a countdown and an eta", "Use one of the two.");
    }
    return moment.or(() -> wait.map(this::later));
  }

  Optional<Instant> expires() {
    return text(CallOption.EXPIRES)
        .map(text -> moment(CallOption.EXPIRES, text))
        .or(() -> duration(CallOption.EXPIRES).map(this::later));
  }

  JsonObject headers() {
    return find(CallOption.HEADERS, Map.class)
        .map(map -> (JsonObject) JavaValues.toJson(map))
        .orElse(JsonObject.EMPTY);
  }

  /** The calls to follow, as Celery's signatures. */
  List<JsonObject> links(CallOption option) {
    return find(option, List.class).stream()
        .flatMap(list -> ((List<?>) list).stream())
        .map(plain -> Links.signature((JsonObject) JavaValues.toJson(plain)))
        .toList();
  }

  private <T> Optional<T> find(CallOption option, Class<T> type) {
    return Optional.ofNullable(call.options().get(option)).filter(type::isInstance).map(type::cast);
  }

  private Instant moment(CallOption option, String text) {
    return IsoTime.parse(text, ZoneOffset.UTC)
        .orElseThrow(
            () -> wrong("its %s \"%s\" is not a time".formatted(option.word(), text), "Mend it."));
  }

  private Instant later(Duration wait) {
    try {
      Instant moment = redisTime.get().plus(wait);
      // Celery's times have four digits for the year.
      IsoTime.format(moment);
      return moment;
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw wrong("a time of it is after the year 9999", "Give a shorter time.");
    }
  }

  private TaskqException wrong(String why, String hint) {
    return new TaskqException.Invalid("cannot enqueue " + call.task(), why, hint);
  }
}
