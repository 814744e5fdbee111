package io.taskq.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Certificate;
import io.taskq.testing.Command.Outcome;
import io.taskq.testing.RedisServer;
import io.taskq.testing.SmtpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
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

      assertThat(sent.out()).contains("sent to", "yun@example.com by localhost: 250 2.0.0 Ok");
      assertThat(sent.exitCode()).isZero();
      assertThat(smtp.mails()).singleElement().asString().contains("From: me@example.com");
      assertThat(refused.exitCode()).isEqualTo(5);
      assertThat(refused.err()).contains("550 5.1.1 nobody of this name");
      assertThat(worker.err()).contains("450 4.2.1 mailbox busy").doesNotContain(SECRET);
      assertThat(site.taskq("result", id, "--state").out()).isEqualTo("RETRY\n");
      assertThat(site.taskq("result", id, "--traceback").err()).doesNotContain(SECRET);
    }
  }

  /** As it is typed: the settings and the template of the example, and a server that is busy. */
  @Test
  void the_welcome_mail_of_the_example_is_sent_when_the_server_can_again()
      throws IOException, MessagingException {
    Certificate certificate = Certificate.of("localhost", folder);
    try (SmtpServer smtp = SmtpServer.withSsl(certificate.context());
        RedisServer redis = RedisServer.start();
        Site site = new Site(folder, redis)) {
      copyExample(site);
      site.set("EMAIL_HOST", "localhost").set("EMAIL_PORT", Integer.toString(smtp.port()));
      site.set("EMAIL_SENDER", "me@example.com").set("EMAIL_PWD", SECRET);
      site.addJavaOptions(certificate.options());
      TaskqProcess worker = site.worker("-c", "1");

      Outcome sent = site.shell("./send yun 'https://example.com/activate?user=1&key=2'");
      smtp.answers("RCPT", "451 4.7.1 come back later");
      String id = site.enqueue("send_mail", "--arg", "yun", "--retries", "1");
      worker.saying("retry 1 of 1");
      smtp.recover();
      Outcome later = site.taskq("result", id, "--wait", "--timeout", "60");
      smtp.answers("RCPT", "451 4.7.1 come back later");
      String lost = site.enqueue("send_mail", "--arg", "yun", "--retries", "1");
      Outcome failed = site.taskq("result", lost, "--wait", "--timeout", "60");

      assertThat(sent.out()).contains("sent to yun@example.com by localhost: 250 2.0.0 Ok");
      assertThat(html(smtp.mails().getFirst()))
          .asString()
          .contains("href=\"https://example.com/activate?user=1&amp;key=2\">激活您的帐户");
      assertThat(later.exitCode()).isZero();
      assertThat(failed.exitCode()).isEqualTo(5);
      assertThat(failed.err()).contains("451 4.7.1 come back later");
      assertThat(smtp.mails()).hasSize(2);
      assertThat(worker.err()).doesNotContain(SECRET);
    }
  }

  private static void copyExample(Site site) throws IOException {
    Path example = Path.of("src/examples/mail");
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(each -> !each.equals(example)).toList()) {
        Files.copy(file, site.folder().resolve(example.relativize(file)), COPY_ATTRIBUTES);
      }
    }
  }

  /** The HTML of a mail in two forms. */
  private static Object html(String mail) throws IOException, MessagingException {
    MimeMessage read =
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(mail.getBytes(ISO_8859_1)));
    return ((Multipart) read.getContent()).getBodyPart(1).getContent();
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
