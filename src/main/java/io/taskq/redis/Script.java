package io.taskq.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * A Lua script with the contract its header states: the number of keys and arguments is counted
 * there, so that a call that does not fit fails before Redis sees it. Thread-safe.
 *
 * @param <R> what a run answers
 */
public final class Script<R> {

  private final String name;
  private final String source;
  private volatile boolean sent;
  private volatile Optional<String> digest = Optional.empty();
  private final ScriptHeader header;
  private final Function<Object, R> reader;

  private Script(String name, String source, Function<Object, R> reader) {
    this.name = name;
    this.source = source;
    this.header = ScriptHeader.of(source);
    this.reader = reader;
  }

  /** Reads {@code name.lua} beside a class, and before it the parts its header says it uses. */
  public static <R> Script<R> load(Class<?> beside, String name, Function<Object, R> reader) {
    return of(name, source(beside, name), reader);
  }

  /** A script from its text. */
  public static <R> Script<R> of(String name, String source, Function<Object, R> reader) {
    return new Script<>(name, source, reader);
  }

  /** The text of a script beside a class, with the parts it uses put before it. */
  public static String source(Class<?> beside, String name) {
    String own = text(beside, name);
    StringBuilder whole = new StringBuilder();
    // Its parts lie where it lies itself, which a name with a folder says.
    String folder = name.substring(0, name.lastIndexOf('/') + 1);
    ScriptHeader.parts(own).forEach(part -> whole.append(text(beside, folder + part)).append('\n'));
    return whole.append(own).toString();
  }

  /** Runs it in one step. */
  public R run(Redis redis, List<String> keys, List<String> args) {
    header.check(name, keys.size(), args.size());
    return reader.apply(redis.ask(name, client -> call(client, keys, args)));
  }

  /**
   * Runs it once for each of these in their order, in one trip: many for the price of one. Each run
   * is a step of its own.
   *
   * @return for each run what it answered, or throws what Redis refused it with
   */
  public List<Supplier<R>> runEach(Redis redis, List<Call> calls) {
    calls.forEach(call -> header.check(name, call.keys().size(), call.args().size()));
    return redis.ask(name, client -> trip(client, calls)).stream()
        .<Supplier<R>>map(reply -> () -> reader.apply(redis.ask(name, client -> reply.get())))
        .toList();
  }

  /** The keys and arguments of one run. */
  public record Call(List<String> keys, List<String> args) {}

  private List<Response<Object>> trip(UnifiedJedis client, List<Call> calls) {
    List<Response<Object>> replies = new ArrayList<>();
    try (AbstractPipeline trip = client.pipelined()) {
      for (Call call : calls) {
        // The first brings the text along, whatever became of the server meanwhile.
        replies.add(
            replies.isEmpty()
                ? trip.eval(source, call.keys(), call.args())
                : trip.evalsha(digest(), call.keys(), call.args()));
      }
      trip.sync();
    }
    return replies;
  }

  private Object call(UnifiedJedis client, List<String> keys, List<String> args) {
    if (!sent) {
      // The first run sends the text, which Redis keeps: a short command has only that one, and
      // would pay more for the digest than for the text.
      Object reply = client.eval(source, keys, args);
      sent = true;
      return reply;
    }
    try {
      return client.evalsha(digest(), keys, args);
    } catch (JedisNoScriptException e) {
      // The server restarted or was flushed. EVAL runs the text and caches it again in one trip.
      return client.eval(source, keys, args);
    }
  }

  private String digest() {
    if (digest.isEmpty()) {
      digest = Optional.of(sha1(source));
    }
    return digest.get();
  }

  private static String text(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException("no " + name + ".lua beside " + beside.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + ".lua", e);
    }
  }

  private static String sha1(String source) {
    try {
      // Redis names a script by its SHA-1; nothing secret depends on it.
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
