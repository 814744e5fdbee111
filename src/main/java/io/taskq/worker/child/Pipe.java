package io.taskq.worker.child;

import io.taskq.json.JsonLimits;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of JSON in both directions. Any thread may write, one reads. */
final class Pipe {

  /** The other side is taskq too. What came from outside was measured before it came here. */
  private static final JsonLimits GENEROUS =
      new JsonLimits(
          Integer.MAX_VALUE, 1_000, Integer.MAX_VALUE, 1 << 20, 1 << 20, Integer.MAX_VALUE);

  private final BufferedReader in;
  private final OutputStream out;

  Pipe(InputStream in, OutputStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
  }

  /** The next line; empty when the other side is gone. */
  Optional<JsonObject> read() {
    try {
      String line = in.readLine();
      return line == null ? Optional.empty() : JsonReader.read(line, GENEROUS).asObject();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Sends a line. False when the other side is gone, which its reader notices too. */
  synchronized boolean write(JsonObject line) {
    try {
      out.write((line.text() + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
