package io.taskq.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server on the loopback address. It keeps what it is given, writes down what it is told,
 * and answers a command differently when a test says so.
 */
public final class SmtpServer implements AutoCloseable {

  private final ServerSocket door;
  private final SSLContext tls;
  private final Map<String, String> onCue = new ConcurrentHashMap<>();
  private final Map<String, String> nextTime = new ConcurrentHashMap<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> mails = new CopyOnWriteArrayList<>();

  private SmtpServer(ServerSocket door, SSLContext tls) {
    this.door = door;
    this.tls = tls;
    Thread.ofVirtual().start(this::serve);
  }

  /** One that knows no TLS. */
  public static SmtpServer plain() {
    return start(null, false);
  }

  /** One that offers STARTTLS. */
  public static SmtpServer withStartTls(SSLContext tls) {
    return start(tls, false);
  }

  /** One that speaks TLS from the first byte. */
  public static SmtpServer withSsl(SSLContext tls) {
    return start(tls, true);
  }

  private static SmtpServer start(SSLContext tls, boolean atOnce) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      return new SmtpServer(
          atOnce
              ? tls.getServerSocketFactory().createServerSocket(0, 50, loopback)
              : new ServerSocket(0, 50, loopback),
          atOnce ? null : tls);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Answers each such command with this line from now on.
   *
   * @param command its first word or all of it, {@code GREETING} for the first line, {@code .} for
   *     a mail's end
   * @param reply the line; {@code HANG UP} closes the connection, {@code SILENCE} says nothing
   */
  public SmtpServer answers(String command, String reply) {
    onCue.put(command, reply);
    return this;
  }

  /** The same for the next such command alone; a mail whose end it is, it has taken. */
  public SmtpServer answersNext(String command, String reply) {
    nextTime.put(command, reply);
    return this;
  }

  /** All that it does not answer in its usual way is forgotten. */
  public void recover() {
    onCue.clear();
  }

  public int port() {
    return door.getLocalPort();
  }

  /** Every line that was no mail, in order. */
  public List<String> heard() {
    return heard;
  }

  /** The mails, as they came. */
  public List<String> mails() {
    return mails;
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
    try (guest) {
      new Talk(guest).run();
    } catch (IOException gone) {
      heard.add("(gone)");
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One connection. */
  private final class Talk {

    private Socket guest;
    private BufferedReader in;

    Talk(Socket guest) throws IOException {
      use(guest);
    }

    private void use(Socket socket) throws IOException {
      guest = socket;
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    void run() throws IOException {
      if (!reply("GREETING", "220 test ESMTP")) {
        return;
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard.add(line);
        String word = line.split(" ", 2)[0].toUpperCase(java.util.Locale.ROOT);
        if (!reply(onCue.containsKey(line) ? line : word, usual(word))) {
          return;
        }
        if (word.equals("STARTTLS")) {
          encrypt();
        } else if (word.equals("DATA") && !onCue.containsKey("DATA") && !takeMail()) {
          return;
        }
      }
    }

    private String usual(String word) {
      return switch (word) {
        case "EHLO" -> "250-test\r\n" + (tls == null ? "" : "250-STARTTLS\r\n") + "250 AUTH PLAIN";
        case "AUTH" -> "235 2.7.0 welcome";
        case "STARTTLS" -> "220 2.0.0 go ahead";
        case "DATA" -> "354 go ahead";
        case "QUIT" -> "221 2.0.0 bye";
        default -> "250 2.1.0 fine";
      };
    }

    private boolean reply(String command, String usual) throws IOException {
      String next = nextTime.remove(command);
      String line = next == null ? onCue.getOrDefault(command, usual) : next;
      switch (line) {
        case "HANG UP" -> {
          return false;
        }
        case "SILENCE" -> {}
        default -> guest.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
      }
      return true;
    }

    private boolean takeMail() throws IOException {
      StringBuilder mail = new StringBuilder();
      for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
        if (line == null) {
          return false;
        }
        mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
      }
      if (!onCue.containsKey(".")) {
        mails.add(mail.toString());
      }
      return reply(".", "250 2.0.0 Ok: queued as 4F2A");
    }

    private void encrypt() throws IOException {
      SSLSocket secret =
          (SSLSocket) tls.getSocketFactory().createSocket(guest, null, guest.getPort(), true);
      secret.setUseClientMode(false);
      secret.startHandshake();
      use(secret);
    }
  }
}
