package io.taskq.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be enqueued: a task by its name, its arguments, and how. Only the name is needed; the
 * task's code may be on another machine.
 *
 * <pre>{@code
 * Call.of("send_mail", "yun").with("subject", "Welcome").queue("mails").in(Duration.ofMinutes(5))
 * }</pre>
 *
 * <p>Each of the methods that say how answers another call.
 *
 * @param task the task's name
 * @param arguments as plain values
 * @param options how, as plain values
 */
public record Call(String task, Arguments arguments, Map<CallOption, Object> options) {

  public Call {
    options = Map.copyOf(options);
  }

  /**
   * The task with these arguments by place.
   *
   * @param positional null, text, numbers, booleans, Instant, Duration, enums, records, and
   *     collections and maps of these
   */
  public static Call of(String task, Object... positional) {
    List<Object> plain = new ArrayList<>();
    for (Object each : positional) {
      plain.add(PlainValue.of(each));
    }
    return new Call(task, new Arguments(plain, Map.of()), Map.of());
  }

  /** With an argument by name. */
  public Call with(String name, Object value) {
    Map<String, Object> keyword = new LinkedHashMap<>(arguments.keyword());
    keyword.put(name, PlainValue.of(value));
    return new Call(task, new Arguments(arguments.positional(), keyword), options);
  }

  /** Under this id, by which its result is found. A repeat within ten minutes adds nothing. */
  public Call id(String value) {
    return with(CallOption.ID, value);
  }

  /** On this queue, whatever the routes say. */
  public Call queue(String name) {
    return with(CallOption.QUEUE, name);
  }

  /** 0 to 9; 0 is served first. */
  public Call priority(int value) {
    return with(CallOption.PRIORITY, value);
  }

  /** After that long, not before. */
  public Call in(Duration wait) {
    return with(CallOption.COUNTDOWN, wait);
  }

  /** At that moment, not before. */
  public Call at(Instant moment) {
    return with(CallOption.ETA, moment);
  }

  /** Not any more after that long. */
  public Call expiresIn(Duration wait) {
    return with(CallOption.EXPIRES, wait);
  }

  /** Not any more after that moment. */
  public Call expiresAt(Instant moment) {
    return with(CallOption.EXPIRES, moment);
  }

  /** Tried again at most so often, whatever the task's policy says. */
  public Call retries(int most) {
    return with(CallOption.RETRIES, most);
  }

  /** Asked to end after that long. */
  public Call softTimeLimit(Duration limit) {
    return with(CallOption.SOFT_TIME_LIMIT, limit);
  }

  /** Ended after that long. */
  public Call timeLimit(Duration limit) {
    return with(CallOption.TIME_LIMIT, limit);
  }

  /** Only once in that time under this key: who asks again gets the first one's id. */
  public Call once(String key, Duration time) {
    return with(CallOption.IDEMPOTENCY_KEY, key).with(CallOption.IDEMPOTENCY_TTL, time);
  }

  /** With a header more, which the task finds in its context. */
  public Call header(String name, Object value) {
    Map<Object, Object> headers = new LinkedHashMap<>();
    if (options.get(CallOption.HEADERS) instanceof Map<?, ?> before) {
      headers.putAll(before);
    }
    headers.put(name, value);
    return with(CallOption.HEADERS, headers);
  }

  /** Followed by that one, which is given the result first, when it has succeeded. */
  public Call link(Call next) {
    return and(CallOption.LINK, next);
  }

  /** Followed by that one when it has failed. */
  public Call linkError(Call next) {
    return and(CallOption.LINK_ERROR, next);
  }

  private Call and(CallOption option, Call next) {
    List<Object> all = new ArrayList<>();
    if (options.get(option) instanceof List<?> before) {
      all.addAll(before);
    }
    all.add(next.plain());
    return with(option, all);
  }

  private Call with(CallOption option, Object value) {
    Map<CallOption, Object> changed = new EnumMap<>(CallOption.class);
    changed.putAll(options);
    changed.put(option, PlainValue.of(value));
    return new Call(task, arguments, changed);
  }

  /** As plain values, in the words of a line of {@code taskq enqueue --from}. */
  public Map<String, Object> plain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("task", task);
    plain.put("args", arguments.positional());
    plain.put("kwargs", arguments.keyword());
    Map<String, Object> how = new LinkedHashMap<>();
    options.forEach((option, value) -> how.put(option.word(), value));
    plain.put("options", how);
    return plain;
  }
}
