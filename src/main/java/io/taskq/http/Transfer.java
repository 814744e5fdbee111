package io.taskq.http;

import io.taskq.config.HttpHost;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends requests and reads their answers on one thread; another closes it, which ends it wherever
 * it stands.
 */
final class Transfer implements AutoCloseable {

  /** One address that is silent must leave time for the next. */
  private static final int LONGEST_CONNECT_MS = 10_000;

  private final Doorman doorman;
  private final SSLSocketFactory tls;
  private Socket open;
  private boolean closed;

  Transfer(Doorman doorman, SSLSocketFactory tls) {
    this.doorman = doorman;
    this.tls = tls;
  }

  Answer send(Request request) throws IOException {
    HttpHost host = request.host();
    try (Socket line = connect(host.port(), doorman.pass(host.name()));
        Socket secure = host.encrypted() ? encrypt(line, host) : line) {
      IOException unsent = write(request, secure.getOutputStream());
      try {
        return new AnswerReader(secure.getInputStream(), request.method()).read();
      } catch (WrongAnswer e) {
        throw e;
      } catch (IOException e) {
        if (unsent != null) {
          e.addSuppressed(unsent);
        }
        throw e;
      }
    }
  }

  /** Who refuses a large body may say so, and hang up, before it has read all of it. */
  private static IOException write(Request request, OutputStream out) {
    try {
      out.write(request.bytes());
      out.flush();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /** To one of these addresses, and to nobody a proxy or a second look-up would lead to. */
  private Socket connect(int port, List<InetAddress> addresses) throws IOException {
    IOException last = new ConnectException("it has no address");
    for (InetAddress address : addresses) {
      Socket socket = keep(new Socket(Proxy.NO_PROXY));
      try {
        socket.connect(new InetSocketAddress(address, port), LONGEST_CONNECT_MS);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private Socket encrypt(Socket line, HttpHost host) throws IOException {
    SSLSocket secure = (SSLSocket) tls.createSocket(line, host.name(), host.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    // Without this any certificate of anybody would do.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private synchronized Socket keep(Socket socket) throws IOException {
    if (closed) {
      socket.close();
      throw new IOException("given up");
    }
    open = socket;
    return socket;
  }

  /** The plain connection: closing an encrypted one may wait for whoever writes to it. */
  @Override
  public synchronized void close() {
    closed = true;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Closed is closed.
      }
    }
  }
}
