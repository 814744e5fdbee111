package io.taskq.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.mail.MailServer.Login;
import io.taskq.mail.MailServer.Security;
import io.taskq.testing.Certificate;
import io.taskq.testing.SmtpServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails to a real server over a real socket. */
@Timeout(60)
class SmtpTest {

  private static final String ID = "3f2a51c4-6f0e-4c7e-9d0c-5b1f6e2a7d10";
  private static final String SECRET = "s3cr3t-CANARY";
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Mail MAIL =
      Mail.of("taskq <t@example.com>", "\"云海\" <yun@example.com>", "你好", "云\n.\n");

  private static final Mail TO_THREE =
      new Mail(
          "t@example.com",
          List.of("a@example.com"),
          List.of("b@example.com"),
          List.of("c@example.com"),
          Optional.empty(),
          "s",
          Optional.of("t"),
          Optional.empty(),
          List.of());

  @TempDir static Path folder;
  private static SSLContext localhost;
  private static SSLContext elsewhere;

  @BeforeAll
  static void makeCertificates() {
    localhost = Certificate.of("localhost", folder).context();
    elsewhere = Certificate.of("elsewhere.example.com", folder).context();
  }

  @Test
  void a_mail_arrives_whole_and_the_answer_is_the_servers() throws Exception {
    try (SmtpServer server = SmtpServer.plain()) {
      String answer = smtp(server, Security.NONE, Optional.empty()).send(MAIL, ID).words();

      assertThat(answer)
          .isEqualTo("sent to yun@example.com by localhost: 250 2.0.0 Ok: queued as 4F2A");
      assertThat(server.heard()).contains("MAIL FROM:<t@example.com>", "RCPT TO:<yun@example.com>");
      assertThat(server.mails())
          .singleElement()
          .asString()
          .contains("Subject: =?UTF-8?B?5L2g5aW9?=", "Message-ID: <" + ID + "@example.com>")
          .contains("To: =?UTF-8?B?5LqR5rW3?= <yun@example.com>");
    }
  }

  @Test
  void every_recipient_gets_it_and_none_sees_the_hidden_ones() throws Exception {
    Mail mail =
        new Mail(
            "t@example.com",
            List.of("a@example.com", "b@example.com"),
            List.of("c@example.com"),
            List.of("hidden@example.com"),
            Optional.of("answers@example.com"),
            "s",
            Optional.of("as text"),
            Optional.of("<b>as html</b>"),
            List.of());
    try (SmtpServer server = SmtpServer.plain()) {
      smtp(server, Security.NONE, Optional.empty()).send(mail, ID);

      assertThat(server.heard())
          .contains("RCPT TO:<a@example.com>", "RCPT TO:<b@example.com>")
          .contains("RCPT TO:<c@example.com>", "RCPT TO:<hidden@example.com>");
      assertThat(server.mails().getFirst())
          .contains("To: a@example.com, b@example.com", "Cc: c@example.com")
          .contains("Reply-To: answers@example.com", "multipart/alternative")
          .contains("as text", "<b>as html</b>")
          .doesNotContain("hidden");
    }
  }

  @ParameterizedTest
  @CsvSource({"SSL", "STARTTLS"})
  void what_is_told_is_told_in_secret(Security security) throws Exception {
    try (SmtpServer server =
        security == Security.SSL
            ? SmtpServer.withSsl(localhost)
            : SmtpServer.withStartTls(localhost)) {
      smtp(server, security, Optional.of(new Login("me", SECRET))).send(MAIL, ID);

      String login =
          Base64.getEncoder()
              .encodeToString(("me\0me\0" + SECRET).getBytes(StandardCharsets.UTF_8));
      assertThat(server.heard()).contains("AUTH PLAIN " + login);
      assertThat(server.mails()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"SSL", "STARTTLS"})
  void a_server_under_anothers_name_hears_nothing(Security security) {
    try (SmtpServer server =
        security == Security.SSL
            ? SmtpServer.withSsl(elsewhere)
            : SmtpServer.withStartTls(elsewhere)) {
      Smtp smtp = smtp(server, security, Optional.of(new Login("me", SECRET)), LONG, elsewhere);

      assertThatThrownBy(() -> smtp.send(MAIL, ID)).hasMessageContaining("localhost");
      assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH"));
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void a_certificate_nobody_vouches_for_is_refused() {
    try (SmtpServer server = SmtpServer.withSsl(localhost)) {
      SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
      Smtp smtp = new Smtp(server(server, Security.SSL, Optional.empty(), LONG), now(), usual);

      assertThatThrownBy(() -> smtp.send(MAIL, ID)).hasMessageContaining("certification path");
    }
  }

  @Test
  void a_server_that_withholds_starttls_gets_no_password() {
    try (SmtpServer server = SmtpServer.plain()) {
      Smtp smtp = smtp(server, Security.STARTTLS, Optional.of(new Login("me", SECRET)));

      assertThatThrownBy(() -> smtp.send(MAIL, ID)).hasMessageContaining("STARTTLS");
      assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GREETING, 421 4.3.2 come later,        false",
    "GREETING, 554 5.3.2 no mail here,      true",
    "AUTH,     454 4.7.0 try later,         false",
    "AUTH,     535 5.7.8 wrong password,    true",
    "MAIL,     451 4.3.0 busy,              false",
    "MAIL,     553 5.7.1 not your address,  true",
    "RCPT,     450 4.2.1 mailbox busy,      false",
    "RCPT,     550 5.1.1 nobody of this name, true",
    "DATA,     451 4.3.0 no space,          false",
    "DATA,     554 5.5.1 no,                true",
    ".,        452 4.2.2 mailbox full,      false",
    ".,        552 5.3.4 too big,           true"
  })
  void what_the_server_says_decides_whether_to_try_again(
      String command, String reply, boolean isFinal) {
    try (SmtpServer server = SmtpServer.withSsl(localhost).answers(command, reply)) {
      Smtp smtp = smtp(server, Security.SSL, Optional.of(new Login("me", SECRET)));

      assertThatThrownBy(() -> smtp.send(MAIL, ID))
          .hasMessage("localhost:" + server.port() + ": " + reply)
          .isInstanceOfSatisfying(
              MailFailure.class, e -> assertThat(e.isFinal()).isEqualTo(isFinal));
      assertThat(server.mails()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"GREETING", "EHLO", "RCPT", "DATA", "."})
  void a_connection_that_breaks_is_tried_again(String command) {
    try (SmtpServer server = SmtpServer.plain().answers(command, "HANG UP")) {
      Smtp smtp = smtp(server, Security.NONE, Optional.empty());

      assertThatThrownBy(() -> smtp.send(MAIL, ID))
          .hasMessageStartingWith("localhost:" + server.port() + ": ")
          .isInstanceOfSatisfying(MailFailure.class, e -> assertThat(e.isFinal()).isFalse());
    }
  }

  @Test
  void a_server_that_is_not_there_is_tried_again() {
    SmtpServer server = SmtpServer.plain();
    server.close();

    assertThatThrownBy(() -> smtp(server, Security.NONE, Optional.empty()).send(MAIL, ID))
        .hasMessage("localhost:" + server.port() + ": Connection refused")
        .isInstanceOfSatisfying(MailFailure.class, e -> assertThat(e.isFinal()).isFalse());
  }

  @ParameterizedTest
  @CsvSource({"GREETING", "EHLO", "DATA", "."})
  void a_server_that_falls_silent_holds_nobody(String command) {
    try (SmtpServer server = SmtpServer.plain().answers(command, "SILENCE")) {
      Smtp smtp = smtp(server, Security.NONE, Optional.empty(), Duration.ofMillis(200), localhost);

      assertThatThrownBy(() -> smtp.send(MAIL, ID)).hasMessageContaining("timed out");
    }
  }

  @Test
  void whom_the_server_refuses_for_good_is_told_and_the_others_get_it() throws Exception {
    try (SmtpServer server = SmtpServer.plain()) {
      server.answers("RCPT TO:<b@example.com>", "550 5.1.1 no such user");
      Smtp smtp = smtp(server, Security.NONE, Optional.empty());

      Sent sent = smtp.send(TO_THREE, ID);

      assertThat(sent.accepted()).containsExactly("a@example.com", "c@example.com");
      assertThat(sent.refused())
          .containsExactly(Map.entry("b@example.com", "550 5.1.1 no such user"));
      assertThat(sent.words()).startsWith("sent to a@example.com, c@example.com by localhost: 250");
      assertThat(server.mails()).hasSize(1);
    }
  }

  @Test
  void as_long_as_one_may_be_taken_later_nobody_gets_it_yet() {
    try (SmtpServer server = SmtpServer.plain()) {
      server.answers("RCPT TO:<a@example.com>", "550 5.1.1 no");
      server.answers("RCPT TO:<b@example.com>", "450 4.2.1 busy");
      Smtp smtp = smtp(server, Security.NONE, Optional.empty());

      assertThatThrownBy(() -> smtp.send(TO_THREE, ID))
          .hasMessageEndingWith(": a@example.com: 550 5.1.1 no; b@example.com: 450 4.2.1 busy")
          .isInstanceOfSatisfying(MailFailure.class, e -> assertThat(e.isFinal()).isFalse());
      assertThat(server.heard()).doesNotContain("DATA");
    }
  }

  @Test
  void where_all_are_refused_each_is_named_and_nothing_is_tried_again() {
    try (SmtpServer server = SmtpServer.plain().answers("RCPT", "550 5.1.1 no")) {
      Smtp smtp = smtp(server, Security.NONE, Optional.empty());

      assertThatThrownBy(() -> smtp.send(TO_THREE, ID))
          .hasMessageContaining("a@example.com: 550 5.1.1 no; b@example.com: 550 5.1.1 no; c@")
          .isInstanceOfSatisfying(MailFailure.class, e -> assertThat(e.isFinal()).isTrue());
      assertThat(server.heard()).doesNotContain("DATA");
    }
  }

  @Test
  void a_goodbye_that_fails_changes_nothing() {
    try (SmtpServer server = SmtpServer.plain().answers("QUIT", "HANG UP")) {
      server.answers("RCPT", "550 5.1.1 no");
      Smtp smtp = smtp(server, Security.NONE, Optional.empty());

      assertThatThrownBy(() -> smtp.send(MAIL, ID)).hasMessageContaining("550 5.1.1 no");
      assertThat(server.heard()).contains("QUIT");
    }
  }

  private static Smtp smtp(SmtpServer server, Security security, Optional<Login> login) {
    return smtp(server, security, login, LONG, localhost);
  }

  private static Smtp smtp(
      SmtpServer server,
      Security security,
      Optional<Login> login,
      Duration timeout,
      SSLContext trusted) {
    return new Smtp(server(server, security, login, timeout), now(), trusted.getSocketFactory());
  }

  private static MailServer server(
      SmtpServer server, Security security, Optional<Login> login, Duration timeout) {
    return new MailServer("localhost", server.port(), security, login, timeout);
  }

  private static InstantSource now() {
    return InstantSource.fixed(Instant.parse("2026-11-21T16:41:07Z"));
  }
}
