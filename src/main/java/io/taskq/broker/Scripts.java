package io.taskq.broker;

import io.taskq.redis.Redis;
import io.taskq.redis.Script;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The scripts beside this class, each read when first run: a short command needs one or two of
 * them. Thread-safe.
 */
final class Scripts {

  private final Map<String, Script<Object>> loaded = new ConcurrentHashMap<>();
  private final BinaryOperator<String> edit;

  private Scripts(BinaryOperator<String> edit) {
    this.edit = edit;
  }

  static Scripts asWritten() {
    return new Scripts((name, source) -> source);
  }

  /** With a fault planted in them: tests must find it. */
  static Scripts edited(BinaryOperator<String> edit) {
    return new Scripts(edit);
  }

  Object run(String name, Redis redis, List<String> keys, List<String> args) {
    return loaded.computeIfAbsent(name, this::load).run(redis, keys, args);
  }

  /** Runs it for each of these in one trip. */
  List<Supplier<Object>> runEach(String name, Redis redis, List<Script.Call> calls) {
    return loaded.computeIfAbsent(name, this::load).runEach(redis, calls);
  }

  private Script<Object> load(String name) {
    String source = edit.apply(name, Script.source(Scripts.class, name));
    return Script.of(name, source, Function.identity());
  }
}
