package io.taskq.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import io.taskq.testing.Certificate;
import io.taskq.testing.FreePort;
import io.taskq.testing.RedisServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that speaks TLS is talked to when it can show who it is, or nobody wants to know. */
class TlsTest {

  @TempDir private Path folder;
  private int port;
  private RedisServer server;

  @BeforeEach
  void start_server() {
    port = FreePort.find();
    Certificate certificate = Certificate.of("localhost", folder);
    server = RedisServer.start(certificate.redis(port));
    for (String option : certificate.options().split(" ", -1)) {
      String[] pair = option.substring("-D".length()).split("=", 2);
      System.setProperty(pair[0], pair[1]);
    }
  }

  @AfterEach
  void stop_server() {
    distrust();
    server.close();
  }

  @Test
  void the_host_the_certificate_names_is_trusted() {
    assertThat(version("localhost", "")).matches("[0-9]+[.].*");
  }

  @Test
  void another_name_for_the_same_host_is_not_trusted() {
    assertThatThrownBy(() -> version("127.0.0.1", ""))
        .isInstanceOf(TaskqException.Unavailable.class)
        .hasMessageContaining("Redis at 127.0.0.1:" + port + " cannot be trusted");
  }

  @Test
  void an_authority_nobody_knows_is_not_trusted() {
    distrust();

    assertThatThrownBy(() -> version("localhost", ""))
        .isInstanceOf(TaskqException.Unavailable.class)
        .hasMessageContaining("cannot be trusted")
        .hasMessageContaining("unable to find valid certification path")
        .extracting(e -> ((TaskqException) e).hint())
        .asString()
        .contains("trustStore");
  }

  @Test
  void who_wants_no_verification_gets_none() {
    distrust();

    assertThat(version("127.0.0.1", "?ssl_cert_reqs=none")).isNotEmpty();
  }

  private static void distrust() {
    System.clearProperty("javax.net.ssl.trustStore");
    System.clearProperty("javax.net.ssl.trustStorePassword");
  }

  private String version(String host, String options) {
    RedisUrl url = RedisUrl.parse("rediss://%s:%d/0%s".formatted(host, port, options));
    try (Redis redis = Redis.connect(url, RedisOptions.forCommand())) {
      return redis.version();
    }
  }
}
