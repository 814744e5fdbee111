package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Certificate;
import io.taskq.testing.Command.Outcome;
import io.taskq.testing.RedisServer;
import io.taskq.testing.SmtpServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker that sends mail, a server that takes or refuses it, and who waits for the result. */
@Timeout(120)
class MailIT {

  private static final String SECRET = "s3cr3t-CANARY";

  @TempDir private Path folder;

  @Test
  void a_mail_is_sent_tried_again_or_refused_with_the_servers_words() {
    Certificate certificate = Certificate.of("localhost", folder);
    try (SmtpServer smtp = SmtpServer.withSsl(certificate.context());
        RedisServer redis = RedisServer.start();
        Site site = new Site(folder, redis)) {
      site.write("taskq.yml", settings(smtp.port()));
      site.set("EMAIL_PWD", SECRET).addJavaOptions(certificate.options());
      TaskqProcess worker = site.worker("-c", "1");

      Outcome sent = send(site, "yun");
      smtp.answers("RCPT", "550 5.1.1 nobody of this name");
      Outcome refused = send(site, "other@example.com");
      smtp.answers("RCPT", "450 4.2.1 mailbox busy");
      String id = site.enqueue("send_mail", "--arg", "yun");
      worker.saying("retry 1 of 5");

      assertThat(sent.out()).contains("sent to", "<yun@example.com> by localhost: 250 2.0.0 Ok");
      assertThat(sent.exitCode()).isZero();
      assertThat(smtp.mails()).singleElement().asString().contains("From: me@example.com");
      assertThat(refused.exitCode()).isEqualTo(5);
      assertThat(refused.err()).contains("550 5.1.1 nobody of this name");
      assertThat(worker.err()).contains("450 4.2.1 mailbox busy").doesNotContain(SECRET);
      assertThat(site.taskq("result", id, "--state").out()).isEqualTo("RETRY\n");
      assertThat(site.taskq("result", id, "--traceback").err()).doesNotContain(SECRET);
    }
  }

  private static Outcome send(Site site, String to) {
    return site.taskq("enqueue", "send_mail", "--arg", to, "--wait", "--timeout", "30");
  }

  private static String settings(int port) {
    return """
    mail: {host: localhost, port: %d, ssl: true, user: me@example.com, password: "${EMAIL_PWD}"}
    recipients:
      yun: {address: yun@example.com, name: 云海}
    """
        .formatted(port);
  }
}
