package io.taskq.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.testing.Seed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever lies in a list, reading it ends with a message or with {@link Undecodable}. */
class CodecFuzzTest {

  private static final Duration TIME = Duration.ofSeconds(4);
  private static final int LIMIT = 256 * 1024;
  private static final List<String> WRONG =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "\"\"",
          "-1",
          "1e400",
          "-0.0",
          "NaN",
          "9".repeat(900),
          "\"9999-12-31T23:59:59-23:59\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "[null, \"x\"]",
          "[1e308, -1e308]",
          "[[[[{}]]]]",
          "\"application/x-gzip\"",
          "\"base64\"",
          "{\"__type__\": \"x\", \"__value__\": 1}");

  private final long seed = Seed.get();
  private final Random random = new Random(seed);
  private final MessageCodec codec = new MessageCodec(LIMIT, ZoneOffset.UTC);
  private final List<String> raws = Vectors.all().stream().map(Vectors.Vector::raw).toList();

  @Test
  void nothing_but_undecodable_is_ever_thrown() {
    System.out.println("CodecFuzzTest seed " + seed);
    long end = System.nanoTime() + TIME.toNanos();
    int read = 0;
    int refused = 0;
    while (System.nanoTime() < end) {
      String raw = mutated(raws.get(random.nextInt(raws.size())));
      if (isRead(raw)) {
        read++;
      } else {
        refused++;
      }
    }
    assertThat(read).as("read, seed %d", seed).isPositive();
    assertThat(refused).as("refused, seed %d", seed).isPositive();
  }

  private boolean isRead(String raw) {
    try {
      Message message = codec.decode(raw);
      look(message);
      assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
      return true;
    } catch (Undecodable e) {
      assertThat(e.reason()).isNotEmpty().doesNotContain("\n").hasSizeLessThan(400);
      assertThat(e.taskId()).isNotNull();
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      return fail("seed " + seed + ": " + raw, e);
    }
  }

  /** What a worker asks of every message must have an answer for every message that was read. */
  private static void look(Message message) {
    Object[] answers = {
      message.attempt(),
      message.eta(),
      message.isExpired(Instant.EPOCH),
      message.hardLimit(),
      message.softLimit(),
      message.ignoreResult(),
      message.rootId(),
      message.parentId(),
      message.group(),
      message.displayName(),
      message.argsRepr(),
      message.kwargsRepr(),
      message.retry(Instant.EPOCH),
    };
    assertThat(answers).doesNotContainNull();
  }

  private String mutated(String raw) {
    return switch (random.nextInt(7)) {
      case 0 -> flipped(raw, 1 + random.nextInt(4));
      case 1 -> raw.substring(0, random.nextInt(raw.length()));
      case 2 -> spliced(raw, raws.get(random.nextInt(raws.size())));
      case 3 -> member(raw, "headers");
      case 4 -> member(raw, "properties");
      case 5 -> body(raw, flipped(bodyOf(raw), 1 + random.nextInt(4)));
      default -> body(raw, made());
    };
  }

  private String flipped(String raw, int times) {
    StringBuilder text = new StringBuilder(raw);
    for (int i = 0; i < times && !text.isEmpty(); i++) {
      text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
    }
    return text.toString();
  }

  private String spliced(String one, String other) {
    return one.substring(0, random.nextInt(one.length()))
        + other.substring(random.nextInt(other.length()));
  }

  private String member(String raw, String part) {
    JsonObject envelope = Json.parse(raw).asObject().orElseThrow();
    JsonObject members = envelope.get(part).asObject().orElseThrow();
    List<String> names = new ArrayList<>(members.members().keySet());
    names.add("compression");
    String name = names.get(random.nextInt(names.size()));
    Json wrong = Json.parse(WRONG.get(random.nextInt(WRONG.size())));
    JsonObject.Builder changed = members.with();
    return envelope
        .with()
        .put(part, (random.nextBoolean() ? changed.put(name, wrong) : changed.remove(name)).build())
        .build()
        .text();
  }

  private String bodyOf(String raw) {
    String body = Json.parse(raw).asObject().flatMap(o -> o.textOf("body")).orElseThrow();
    return new String(Base64.getDecoder().decode(body), StandardCharsets.ISO_8859_1);
  }

  private String body(String raw, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    JsonObject envelope = Json.parse(raw).asObject().orElseThrow();
    return envelope.with().put("body", Base64.getEncoder().encodeToString(bytes)).build().text();
  }

  private String made() {
    int size = 1 + random.nextInt(20_000);
    return switch (random.nextInt(5)) {
      case 0 -> "[".repeat(size) + "]".repeat(size);
      case 1 -> "[[" + "1".repeat(size) + "], {}, {}]";
      case 2 -> "{\"a\":".repeat(size) + "1" + "}".repeat(size);
      case 3 -> "[" + WRONG.get(random.nextInt(WRONG.size())) + ", {}, {}]";
      default -> "[[], {}, " + WRONG.get(random.nextInt(WRONG.size())) + "]";
    };
  }
}
