package io.taskq.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * An HTTP server on the loopback address that says what a test tells it to, byte for byte, be it no
 * HTTP at all. It keeps what it is asked.
 */
public final class HookServer implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final ServerSocket door;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private final List<Socket> silent = new CopyOnWriteArrayList<>();

  private HookServer(ServerSocket door) {
    this.door = door;
    Thread.ofVirtual().start(this::serve);
  }

  public static HookServer plain() {
    try {
      return new HookServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static HookServer withTls(SSLContext tls) {
    try {
      return new HookServer(
          tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A whole answer. */
  public static String answer(String status, String body, String... headers) {
    String all = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return "HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, all, body.getBytes(UTF_8).length, body);
  }

  /**
   * What it says to the next requests, one after the other; the last one to all that follow.
   *
   * @param raw what is written before it hangs up; {@code SILENCE} alone says nothing and stays
   */
  public HookServer says(String... raw) {
    synchronized (answers) {
      answers.clear();
      answers.addAll(List.of(raw));
    }
    return this;
  }

  public int port() {
    return door.getLocalPort();
  }

  /** What it was asked, each with its headers and body. */
  public List<String> requests() {
    return requests;
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket guest = door.accept();
        Thread.ofVirtual().start(() -> talk(guest));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket guest) {
    try {
      requests.add(request(guest.getInputStream()));
      String answer = next();
      if (answer.equals("SILENCE")) {
        silent.add(guest);
        return;
      }
      guest.getOutputStream().write(answer.getBytes(UTF_8));
      guest.close();
    } catch (IOException gone) {
      // It had heard enough.
    }
  }

  private String next() {
    synchronized (answers) {
      return answers.size() > 1 ? answers.poll() : answers.element();
    }
  }

  private static String request(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int one = in.read();
      if (one < 0) {
        throw new IOException("no request");
      }
      head.write(one);
    }
    Matcher length = LENGTH.matcher(head.toString(ISO_8859_1));
    byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    return head.toString(UTF_8) + new String(body, UTF_8);
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket guest : silent) {
        guest.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
