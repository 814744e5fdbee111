package io.taskq.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.mail.MailServer.Security;
import io.taskq.testing.Certificate;
import io.taskq.testing.ManualClock;
import io.taskq.testing.SmtpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Several mails over one connection, and what may go wrong with it in between. */
@Timeout(60)
class SmtpReuseTest {

  private static final Mail MAIL = Mail.of("t@example.com", "yun@example.com", "s", "t");

  @TempDir static Path folder;
  private static SSLContext localhost;
  private final ManualClock clock = ManualClock.at("2026-11-21T16:41:07Z");

  @BeforeAll
  static void makeCertificate() {
    localhost = Certificate.of("localhost", folder).context();
  }

  @ParameterizedTest
  @EnumSource(Security.class)
  void the_next_mail_goes_over_the_same_connection(Security security) throws Exception {
    try (SmtpServer server =
        switch (security) {
          case NONE -> SmtpServer.plain();
          case STARTTLS -> SmtpServer.withStartTls(localhost);
          case SSL -> SmtpServer.withSsl(localhost);
        }) {
      Smtp smtp = smtp(server, security);
      smtp.send(MAIL, "1");
      long greetings = count(server, "EHLO");

      smtp.send(MAIL, "2");
      smtp.send(MAIL, "3");

      assertThat(server.mails()).hasSize(3);
      assertThat(count(server, "EHLO")).isEqualTo(greetings);
      assertThat(count(server, "NOOP")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NOOP, HANG UP",
    "NOOP, 421 4.4.2 idle for too long",
    "MAIL, HANG UP",
    "MAIL, 421 4.7.0 too many mails",
    "RCPT, HANG UP",
    "DATA, HANG UP",
    "DATA, 421 4.3.2 going down",
  })
  void a_kept_connection_that_breaks_before_the_mails_end_is_no_failure(
      String command, String reply) throws Exception {
    try (SmtpServer server = SmtpServer.plain()) {
      Smtp smtp = smtp(server, Security.NONE);
      smtp.send(MAIL, "1");
      server.answersNext(command, reply);

      smtp.send(MAIL, "2");

      assertThat(server.mails()).hasSize(2);
      assertThat(count(server, "EHLO")).isEqualTo(2);
    }
  }

  /** Only the server knows, so that a second try now could be a second mail. */
  @Test
  void a_lost_answer_to_a_mails_end_is_told_and_not_sent_again() throws Exception {
    try (SmtpServer server = SmtpServer.plain()) {
      Smtp smtp = smtp(server, Security.NONE);
      smtp.send(MAIL, "1");
      server.answersNext(".", "HANG UP");

      assertThatThrownBy(() -> smtp.send(MAIL, "2"))
          .isInstanceOfSatisfying(MailFailure.class, e -> assertThat(e.isFinal()).isFalse());
      assertThat(server.mails()).hasSize(2);
      assertThat(count(server, "EHLO")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.1.1 nobody of this name, true",
    "RCPT, 450 4.2.1 mailbox busy, false",
    "., 452 4.2.2 mailbox full, false",
  })
  void a_no_over_a_kept_connection_is_a_no_and_ends_it(
      String command, String reply, boolean isFinal) throws Exception {
    try (SmtpServer server = SmtpServer.plain()) {
      Smtp smtp = smtp(server, Security.NONE);
      smtp.send(MAIL, "1");
      server.answersNext(command, reply);

      assertThatThrownBy(() -> smtp.send(MAIL, "2"))
          .hasMessageEndingWith(reply)
          .isInstanceOfSatisfying(
              MailFailure.class, e -> assertThat(e.isFinal()).isEqualTo(isFinal));
      assertThat(count(server, "EHLO")).isEqualTo(1);
      smtp.send(MAIL, "3");
      assertThat(count(server, "EHLO")).isEqualTo(2);
    }
  }

  /** A second break is the server's trouble, and waits for the task's retry. */
  @Test
  void a_mail_goes_again_once() throws Exception {
    try (SmtpServer server = SmtpServer.plain()) {
      Smtp smtp = smtp(server, Security.NONE);
      smtp.send(MAIL, "1");
      server.answers("MAIL", "HANG UP");

      assertThatThrownBy(() -> smtp.send(MAIL, "2")).isInstanceOf(MailFailure.class);
      assertThat(count(server, "MAIL")).isEqualTo(3);
    }
  }

  @Test
  void a_connection_nobody_used_for_long_is_ended() throws Exception {
    try (SmtpServer server = SmtpServer.plain()) {
      Smtp smtp = smtp(server, Security.NONE);
      smtp.send(MAIL, "1");
      clock.advance(IdleLines.LONGEST.plusMillis(1));

      smtp.send(MAIL, "2");

      assertThat(count(server, "QUIT")).isEqualTo(1);
      assertThat(count(server, "NOOP")).isZero();
      assertThat(count(server, "EHLO")).isEqualTo(2);
    }
  }

  private Smtp smtp(SmtpServer server, Security security) {
    return new Smtp(
        new MailServer(
            "localhost", server.port(), security, Optional.empty(), Duration.ofSeconds(20)),
        clock,
        localhost.getSocketFactory());
  }

  private static long count(SmtpServer server, String word) {
    return server.heard().stream().filter(line -> line.startsWith(word)).count();
  }
}
