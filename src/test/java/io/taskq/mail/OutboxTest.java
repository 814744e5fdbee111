package io.taskq.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

  @TempDir Path folder;

  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T16:41:07Z"));

  @Test
  void a_mail_becomes_a_file_that_mail_programs_read() throws Exception {
    Outbox outbox = new Outbox(folder.resolve("new"), clock);

    Path file =
        outbox.write(
            new Mail("taskq <t@example.com>", List.of("\"云海\" <yun@example.com>"), "你好", "云"));

    assertThat(file.getFileName()).hasToString("20261121-164107-yun.eml");
    try (InputStream in = Files.newInputStream(file)) {
      MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
      assertThat(mail.getSubject()).isEqualTo("你好");
      assertThat(mail.getContent()).hasToString("云");
      assertThat(mail.getAllRecipients()[0]).hasToString("=?UTF-8?B?5LqR5rW3?= <yun@example.com>");
    }
  }

  @Test
  void two_mails_of_one_second_are_two_files() throws Exception {
    Outbox outbox = new Outbox(folder, clock);
    Mail mail = new Mail("t@example.com", List.of("yun@example.com"), "s", "t");

    outbox.write(mail);
    outbox.write(mail);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("20261121-164107-yun.eml", "20261121-164107-yun-2.eml");
    }
  }

  @Test
  void a_line_break_in_a_header_is_refused() {
    assertThatThrownBy(
            () -> new Mail("t@example.com", List.of("y@example.com"), "x\r\nBcc: evil", ""))
        .hasMessage("mail header 'subject' contains a line break");
  }

  @Test
  void an_address_cannot_name_a_file_elsewhere() throws Exception {
    Outbox outbox = new Outbox(folder, clock);

    Path file = outbox.write(new Mail("t@example.com", List.of("\"../x\"@example.com"), "s", "t"));

    assertThat(file.getParent()).isEqualTo(folder);
  }
}
