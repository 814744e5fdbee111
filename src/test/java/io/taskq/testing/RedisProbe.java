package io.taskq.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;

/** Asks whether our own server listens on a port and has loaded its data. */
final class RedisProbe {

  private static final int PATIENCE_MILLIS = 1000;

  private RedisProbe() {}

  /**
   * Whether the server answers and works in the folder.
   *
   * <p>The folder tells our server from a stranger who took the port in the same moment; PING is
   * refused while data is being loaded.
   */
  static boolean answers(int port, Path folder) {
    try (var socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      socket.getOutputStream().write("PING\r\nCONFIG GET dir\r\nQUIT\r\n".getBytes(UTF_8));
      String reply = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return reply.startsWith("+PONG") && reply.contains("\r\n" + folder + "\r\n");
    } catch (IOException e) {
      return false;
    }
  }
}
