package io.taskq.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Asks a port of this machine whether a Redis answers there. It speaks the three words it needs
 * itself: loading the Redis library would cost every short command more than the answer.
 */
final class Probe {

  static final String LOOPBACK = "127.0.0.1";

  private static final int CONNECT_MILLIS = 500;
  private static final int ANSWER_MILLIS = 1_000;

  /** What came back. */
  enum Answer {
    /** Nobody listens, or who listens says nothing in time. */
    SILENT,
    /** Somebody listens who is no Redis. */
    FOREIGN,
    /** A Redis that still reads its data. */
    LOADING,
    /** A Redis; it may want a password. */
    READY
  }

  private Probe() {}

  static Answer ask(int port) {
    return talk(port, "PING", 0).map(Probe::meaning).orElse(Answer.SILENT);
  }

  /** The folder of the Redis on this port; empty when there is none or it does not tell. */
  static Optional<Path> folder(int port) {
    // The answer is an array of two texts, each after a line with its length.
    return talk(port, "CONFIG GET dir", 4).filter(line -> line.startsWith("/")).map(Path::of);
  }

  /** Asks it to end in good order; it does not answer when it does. */
  static Optional<String> shutdown(int port) {
    return talk(port, "SHUTDOWN", 0).filter(line -> !line.isEmpty());
  }

  private static Answer meaning(String line) {
    if (line.startsWith("-LOADING")) {
      return Answer.LOADING;
    }
    return line.equals("+PONG") || line.startsWith("-") ? Answer.READY : Answer.FOREIGN;
  }

  /** The line after so many others of the answer; empty when it does not come. */
  private static Optional<String> talk(int port, String words, int skipped) {
    try (Socket socket = new Socket()) {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.connect(new InetSocketAddress(loopback, port), CONNECT_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (int i = 0; i < skipped; i++) {
        answer.readLine();
      }
      return Optional.ofNullable(answer.readLine());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
