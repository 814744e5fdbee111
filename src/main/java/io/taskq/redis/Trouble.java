package io.taskq.redis;

import io.taskq.error.TaskqException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Turns what the Redis library throws into what a person can act on. */
final class Trouble {

  /** What Redis says while it cannot serve for a time, and what a person can do about it. */
  private static final Map<String, String> PASSING =
      Map.ofEntries(
          Map.entry("LOADING", "It reads its data after a start: wait, or look into its log."),
          Map.entry("READONLY", "This is a replica: name the server that takes writes."),
          Map.entry("MASTERDOWN", "This is a replica without its master: name the master."),
          Map.entry("MISCONF", "It cannot save: make room on its disk, and see its log."),
          Map.entry("BUSY", "A script of another program runs too long: see SCRIPT KILL."),
          Map.entry("UNKILLABLE", "A script of another program runs too long: see its log."),
          Map.entry("NOREPLICAS", "Bring its replicas back, or lower min-replicas-to-write."),
          Map.entry("CLUSTERDOWN", "See CLUSTER INFO on the server."),
          Map.entry("TRYAGAIN", "Its slots are moving: repeat in a moment."),
          Map.entry("ERR max number of clients", "Raise its maxclients, or end some clients."));

  private static final List<String> LOGIN = List.of("WRONGPASS", "NOAUTH");

  /** The second is what a script hears. */
  private static final List<String> RIGHTS = List.of("NOPERM", "The user executing the script");

  private static final Pattern WRONG_TYPE =
      Pattern.compile("WRONGTYPE the key (.+) is a (\\w+), not a (\\w+)");

  private Trouble() {}

  static TaskqException translate(RedisUrl url, String doing, JedisException trouble) {
    return switch (trouble) {
      case FirstContact.Failed failed -> notReached(url, doing, failed);
      case JedisConnectionException broken -> broken(url, doing, broken);
      case JedisDataException refused -> refused(url, doing, refused);
      // Such as a pool that stumbles over the broken connection: what was sent is not known either.
      default -> unavailable(url, first(trouble) + " during " + doing, trouble, true);
    };
  }

  private static TaskqException notReached(RedisUrl url, String doing, FirstContact.Failed failed) {
    if (failed.reason() instanceof JedisDataException refused) {
      return refused(url, doing, refused);
    }
    return isAboutTrust(failed)
        ? untrusted(url, failed)
        : unavailable(url, deepest(failed), failed, false);
  }

  private static boolean isAboutTrust(Throwable trouble) {
    return trouble instanceof SSLException
        || Stream.of(trouble.getSuppressed()).anyMatch(Trouble::isAboutTrust)
        || (trouble.getCause() != null && isAboutTrust(trouble.getCause()));
  }

  /** A certificate may be renewed while workers run, so they go on trying. */
  private static TaskqException untrusted(RedisUrl url, FirstContact.Failed failed) {
    return new TaskqException.Unavailable(
        "Redis at " + url.place() + " cannot be trusted",
        deepest(failed),
        "Name the host as its certificate does, and give Java the authority that signed it:"
            + " TASKQ_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE.",
        failed,
        false);
  }

  private static TaskqException broken(RedisUrl url, String doing, JedisConnectionException e) {
    return unavailable(url, deepest(e) + " during " + doing, e, true);
  }

  private static TaskqException refused(RedisUrl url, String doing, JedisDataException e) {
    String said = first(e);
    if (LOGIN.stream().anyMatch(said::contains)) {
      return new TaskqException.Invalid(
          "Redis at " + url.place() + " refuses the login",
          plain(said),
          "Give user and password in the address: redis://user:password@host:port/db.");
    }
    if (RIGHTS.stream().anyMatch(said::contains)) {
      return new TaskqException.Invalid(
          "Redis at " + url.place() + " refuses this user",
          plain(said),
          "Give this user of Redis the rights that 'taskq doctor --acl worker' prints.");
    }
    if (said.contains("WRONGTYPE")) {
      return wrongType(doing, said, e);
    }
    if (said.contains("OOM command not allowed")) {
      return new TaskqException.Refused(
          doing + " was refused",
          "Redis at " + url.place() + " is full",
          "Raise its maxmemory, or let workers empty the queues.",
          e);
    }
    Optional<String> passing = PASSING.keySet().stream().filter(code -> says(said, code)).findAny();
    if (passing.isPresent()) {
      return new TaskqException.Unavailable(
          "Redis at " + url.place() + " cannot serve now",
          plain(said),
          PASSING.get(passing.get()),
          e,
          false);
    }
    return new TaskqException.Refused(
        doing + " was refused",
        "Redis at " + url.place() + " says: " + plain(said),
        "See the log of the Redis server.",
        e);
  }

  /** Within a script an older server puts words of its own before the code. */
  private static boolean says(String said, String code) {
    return said.startsWith(code) || said.contains(": -" + code + " ");
  }

  private static TaskqException wrongType(String doing, String said, JedisDataException e) {
    Matcher named = WRONG_TYPE.matcher(said);
    String why =
        named.find()
            ? "the key '%s' is a %s, not a %s"
                .formatted(named.group(1), named.group(2), named.group(3))
            : "a key of this name holds something else";
    return new TaskqException.Refused(
        doing + " was refused",
        why,
        "Another program uses this key. Rename it there, or set global_keyprefix here.",
        e);
  }

  private static TaskqException unavailable(
      RedisUrl url, String why, JedisException cause, boolean sent) {
    return new TaskqException.Unavailable(
        "Redis at " + url.place() + " does not answer",
        why,
        "Start it with 'taskq broker start', or name another with --broker.",
        cause,
        sent);
  }

  private static String first(Throwable trouble) {
    String text = trouble.getMessage() == null ? trouble.toString() : trouble.getMessage();
    return text.lines().findFirst().orElse("");
  }

  /** The deepest reason: the library wraps it in sentences of its own. */
  private static String deepest(Throwable trouble) {
    Throwable reason = trouble;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    if (reason.getSuppressed().length > 0) {
      reason = reason.getSuppressed()[0];
    }
    if (reason instanceof java.net.UnknownHostException) {
      return "no such host";
    }
    String text = first(reason);
    if (text.startsWith("Unexpected end of stream")) {
      return "connection closed";
    }
    return text.isEmpty() ? "no connection" : text.toLowerCase(Locale.ROOT);
  }

  /** What Redis said, without its code word in capitals and the digest of a script. */
  private static String plain(String said) {
    return said.replaceFirst("^(ERR|[A-Z]{4,}) ", "").replaceFirst(" script: [0-9a-f]{40}.*", "");
  }
}
