package io.taskq.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One connection through a {@link FaultProxy}: two pumps. Thread-safe. */
final class ProxyLink {

  private static final int MOST_AT_ONCE = 1 << 16;

  private final FaultProxy proxy;
  private final Socket client;
  private final Socket server;
  private final Requests requests = new Requests();
  private volatile boolean silent;
  private volatile boolean losing;

  ProxyLink(FaultProxy proxy, Socket client, Socket server) {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
  }

  void start() {
    Thread.ofVirtual().name("requests").start(() -> pump(client, this::request));
    Thread.ofVirtual().name("answers").start(() -> pump(server, this::reply));
  }

  void silence() {
    silent = true;
  }

  /** Tears it, so that both ends see an error and no proper end. */
  void reset() {
    proxy.gone(this);
    tear(client);
    tear(server);
  }

  private static void tear(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // Torn already, which is what was wanted.
      return;
    }
  }

  /** What to do with a piece that came in. */
  private interface Piece {
    void handle(byte[] bytes, int length) throws IOException;
  }

  private void pump(Socket from, Piece piece) {
    byte[] buffer = new byte[MOST_AT_ONCE];
    try {
      InputStream in = from.getInputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (!silent) {
          piece.handle(buffer, length);
        }
      }
    } catch (IOException e) {
      // One side has torn it: so does the other.
      reset();
      return;
    }
    // Ended by one side. A silent wire does not tell the other.
    if (!silent) {
      reset();
    }
  }

  private void request(byte[] bytes, int length) throws IOException {
    var own = proxy.ownAnswer();
    if (own.isPresent()) {
      write(client.getOutputStream(), own.get(), own.get().length);
      return;
    }
    for (String request : requests.whole(bytes, length)) {
      // Before it is sent: its reply may come back at once.
      losing |= proxy.isToBeLost(request);
      byte[] whole = request.getBytes(ISO_8859_1);
      write(server.getOutputStream(), whole, whole.length);
    }
  }

  private void reply(byte[] bytes, int length) throws IOException {
    if (losing) {
      reset();
      return;
    }
    FaultProxy.rest(proxy.delayNow());
    write(client.getOutputStream(), bytes, length);
  }

  private static void write(OutputStream out, byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length);
    out.flush();
  }
}
