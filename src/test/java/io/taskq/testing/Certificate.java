package io.taskq.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that was signed by itself, and both ends of a connection that know it. */
public final class Certificate {

  private static final String PASSWORD = "changeit";

  private final Path file;
  private final KeyStore store;

  private Certificate(Path file) throws GeneralSecurityException, IOException {
    this.file = file;
    this.store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
  }

  /** Makes one for a host, in the folder. */
  public static Certificate of(String host, Path folder) {
    Path file = folder.resolve(host + ".p12");
    Command.Outcome made = Command.of(words(host, file)).in(folder).run();
    if (made.exitCode() != 0) {
      throw new AssertionError("keytool: " + made);
    }
    try {
      return new Certificate(file);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] words(String host, Path file) {
    return ("%s/bin/keytool -genkeypair -alias it -keyalg EC -validity 2 -storetype PKCS12"
            + " -storepass %s -dname CN=test -ext san=dns:%s -keystore %s")
        .formatted(System.getProperty("java.home"), PASSWORD, host, file.getFileName())
        .split(" ");
  }

  /** The settings of a Redis that shows it; its key and itself are written beside it. */
  public String[] redis(int port) {
    try {
      Path key = file.resolveSibling("redis.key");
      Path own = file.resolveSibling("redis.crt");
      Files.writeString(
          key, pem("PRIVATE KEY", store.getKey("it", PASSWORD.toCharArray()).getEncoded()));
      Files.writeString(own, pem("CERTIFICATE", store.getCertificate("it").getEncoded()));
      return ("--tls-port %d --tls-auth-clients no --tls-cert-file %s"
              + " --tls-key-file %s --tls-ca-cert-file %s")
          .formatted(port, own, key, own)
          .split(" ");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String what, byte[] content) {
    String lines = Base64.getMimeEncoder().encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
  }

  /** What a JVM is told to trust it. */
  public String options() {
    return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
        .formatted(file, PASSWORD);
  }

  /** For a server that shows it, or a client that trusts it. */
  public SSLContext context() {
    try {
      KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
      own.init(store, PASSWORD.toCharArray());
      TrustManagerFactory others = TrustManagerFactory.getInstance("PKIX");
      others.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), others.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
