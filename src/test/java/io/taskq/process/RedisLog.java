package io.taskq.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskq.json.Json;
import io.taskq.redis.Keys;
import io.taskq.testing.RedisServer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a Redis wrote into its append-only log: a witness of every change, which no kill of Redis
 * makes forget anything. The server must have been started with {@link #KEPT_WHOLE}.
 */
final class RedisLog {

  /** Keeps the log from being rewritten into what is left of it. */
  static final String[] KEPT_WHOLE = {"--auto-aof-rewrite-percentage", "0"};

  private static final String SUCCESS = "{\"status\": \"SUCCESS\"";

  private final String results;
  private final Map<String, Integer> successes = new HashMap<>();

  private final Set<String> queues;
  private final Map<String, Integer> sent = new HashMap<>();

  private RedisLog(Keys keys, Set<String> queues) {
    this.results = keys.result("");
    this.queues = queues;
  }

  /** How often a SUCCESS was stored for each task, since the server first started. */
  static Map<String, Integer> successes(RedisServer server, Keys keys) {
    RedisLog log = new RedisLog(keys, Set.of());
    files(server.folder()).forEach(log::read);
    return log.successes;
  }

  /** How often a message of each task was put on one of these queues. */
  static Map<String, Integer> sent(RedisServer server, Set<String> queues) {
    RedisLog log = new RedisLog(new Keys("", 0), queues);
    files(server.folder()).forEach(log::read);
    return log.sent;
  }

  /** The logs of changes: newer servers keep them in a folder, beside a snapshot. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("appendonly\\.aof(.*\\.incr\\.aof)?"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Path file) {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (true) {
        List<String> command = command(in);
        count(command);
        countSent(command);
      }
    } catch (EOFException e) {
      // The end, or a command that a kill cut off: it has not happened.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private void count(List<String> command) {
    boolean success =
        command.size() > 2
            && command.get(0).equalsIgnoreCase("SET")
            && command.get(1).startsWith(results)
            && command.get(2).startsWith(SUCCESS);
    if (success) {
      successes.merge(command.get(1).substring(results.length()), 1, Integer::sum);
    }
  }

  private void countSent(List<String> command) {
    if (command.size() > 2
        && command.get(0).equalsIgnoreCase("LPUSH")
        && queues.contains(command.get(1))) {
      for (String raw : command.subList(2, command.size())) {
        Json headers = Json.parse(raw).asObject().orElseThrow().get("headers");
        sent.merge(headers.asObject().flatMap(all -> all.textOf("id")).orElse(""), 1, Integer::sum);
      }
    }
  }

  private static List<String> command(DataInputStream in) throws IOException {
    String head = line(in);
    List<String> words = new ArrayList<>();
    // A line that begins otherwise is a remark of the server.
    int count = head.startsWith("*") ? Integer.parseInt(head.substring(1)) : 0;
    for (int i = 0; i < count; i++) {
      byte[] word = new byte[Integer.parseInt(line(in).substring(1))];
      in.readFully(word);
      line(in);
      words.add(new String(word, UTF_8));
    }
    return words;
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (char c = (char) in.readUnsignedByte(); c != '\n'; c = (char) in.readUnsignedByte()) {
      if (c != '\r') {
        line.append(c);
      }
    }
    return line.toString();
  }
}
