package io.taskq.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskq.broker.Broker;
import io.taskq.redis.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Recognises the scripts of the broker in what is sent to Redis. */
final class ScriptNames {

  private static final Path FOLDER = Path.of("src/main/resources/io/taskq/broker");
  private static final Pattern CALL =
      Pattern.compile("(?s)^\\*\\d+\\r\\n\\$[47]\\r\\n(EVAL|EVALSHA)\\r\\n\\$(\\d+)\\r\\n(.*)$");

  /** Enough to tell a script by, also with a fault planted in it. */
  private static final int TELLING = 400;

  private final Map<String, String> byDigest = new HashMap<>();
  private final Map<String, String> byBeginning = new HashMap<>();

  ScriptNames() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".lua"))
          .map(name -> name.substring(0, name.length() - ".lua".length()))
          .forEach(this::learn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void learn(String name) {
    String source = Script.source(Broker.class, name);
    byDigest.put(digest(source.getBytes(UTF_8)), name);
    byBeginning.put(ownHeader(source), name);
  }

  /** The parts come first, and are the same in many: the header of the script itself tells. */
  private static String ownHeader(String source) {
    int uses = source.indexOf("-- Uses ");
    int at = Math.max(0, source.lastIndexOf("\n\n-- ", Math.max(0, uses)));
    return source.substring(at, Math.min(source.length(), at + TELLING));
  }

  /** The script a request runs. */
  Optional<String> of(String request) {
    Matcher call = CALL.matcher(request);
    if (!call.matches()) {
      return Optional.empty();
    }
    String rest = call.group(3);
    if (call.group(1).equals("EVALSHA")) {
      return Optional.ofNullable(byDigest.get(rest.substring(0, 40)));
    }
    Optional<String> name =
        byBeginning.entrySet().stream()
            .filter(known -> rest.contains(known.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    // With a fault planted in it, it is called by another digest from now on.
    byte[] source = rest.substring(0, Integer.parseInt(call.group(2))).getBytes(ISO_8859_1);
    name.ifPresent(found -> byDigest.put(digest(source), found));
    return name;
  }

  static String digest(byte[] source) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(source));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
