package io.taskq.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A wire to a Redis server that does what networks do: it delays, falls silent, is torn, or loses
 * the reply to something that has happened. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

  /** Which replies are lost. */
  @FunctionalInterface
  public interface Losses {

    /**
     * Decides for one call.
     *
     * @param script its name
     * @param nth 1 for the first call of this script
     */
    boolean isLost(String script, int nth);
  }

  private final RedisServer server;
  private final ServerSocket entrance;
  private final Set<ProxyLink> links = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> calls = new TreeMap<>();
  private final Map<String, Integer> lost = new TreeMap<>();
  private final ScriptNames names = new ScriptNames();
  private Losses losses = (script, nth) -> false;
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean silent;
  private volatile Optional<String> answer = Optional.empty();

  private FaultProxy(RedisServer server) throws IOException {
    this.server = server;
    this.entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("proxy").start(this::accept);
  }

  /** A wire to that server without any fault so far. */
  public static FaultProxy before(RedisServer server) {
    try {
      return new FaultProxy(server);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a proxy", e);
    }
  }

  /** The address of this end. */
  public String url() {
    return "redis://127.0.0.1:%d/0".formatted(entrance.getLocalPort());
  }

  /** How many connections go through it now. */
  public int connections() {
    return links.size();
  }

  /** Holds back each answer that long. */
  public void delay(Duration time) {
    delay = time;
  }

  /** Lets all that is said vanish, on connections that stay open. What was silent stays so. */
  public void blackHole() {
    silent = true;
    links.forEach(ProxyLink::silence);
  }

  /** Connections made from now on work. */
  public void heal() {
    silent = false;
    answer = Optional.empty();
    delay = Duration.ZERO;
  }

  /** Tears every connection. Answers how many there were. */
  public int reset() {
    int torn = links.size();
    links.forEach(ProxyLink::reset);
    return torn;
  }

  /** Answers everything itself, with this error of Redis. */
  public void answering(String error) {
    answer = Optional.of("-" + error + "\r\n");
  }

  /** Lets scripts run and loses their replies, together with the connection, as that rule says. */
  public synchronized void lose(Losses rule) {
    losses = rule;
  }

  /** How many replies of each script were lost. */
  public synchronized Map<String, Integer> lost() {
    return new TreeMap<>(lost);
  }

  /** How many calls of each script came through. */
  public synchronized Map<String, Integer> calls() {
    return new TreeMap<>(calls);
  }

  Duration delayNow() {
    return delay;
  }

  Optional<byte[]> ownAnswer() {
    return answer.map(text -> text.getBytes(ISO_8859_1));
  }

  /** Whether the reply to this request is to be lost. */
  synchronized boolean isToBeLost(String request) {
    Optional<String> script = names.of(request);
    if (script.isEmpty()) {
      return false;
    }
    int nth = calls.merge(script.get(), 1, Integer::sum);
    boolean decided = losses.isLost(script.get(), nth);
    if (decided) {
      lost.merge(script.get(), 1, Integer::sum);
    }
    return decided;
  }

  void gone(ProxyLink link) {
    links.remove(link);
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        open(client);
      } catch (SocketException e) {
        // Closed: that is how it ends.
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A server that is away is one that refuses: the client must see no open connection. */
  private void open(Socket client) throws IOException {
    try {
      Socket inner = new Socket(InetAddress.getLoopbackAddress(), server.port());
      ProxyLink link = new ProxyLink(this, client, inner);
      links.add(link);
      if (silent) {
        link.silence();
      }
      link.start();
    } catch (IOException e) {
      client.setSoLinger(true, 0);
      client.close();
    }
  }

  static void rest(Duration time) {
    if (time.isPositive()) {
      LockSupport.parkNanos(time.toNanos());
    }
  }

  @Override
  public void close() {
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reset();
  }
}
