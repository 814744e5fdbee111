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

    String answer =
        outbox
            .send(Mail.of("taskq <t@example.com>", "\"云海\" <yun@example.com>", "你好", "云"), "id")
            .words();

    Path file = folder.resolve("new/20261121-164107-yun.eml");
    assertThat(answer).isEqualTo("written to " + file);
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
    Mail mail = Mail.of("t@example.com", "yun@example.com", "s", "t");

    outbox.send(mail, "id");
    outbox.send(mail, "id");

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("20261121-164107-yun.eml", "20261121-164107-yun-2.eml");
    }
  }

  @Test
  void an_address_cannot_name_a_file_elsewhere() throws Exception {
    Outbox outbox = new Outbox(folder, clock);

    outbox.send(Mail.of("t@example.com", "\"../x\"@example.com", "s", "t"), "id");

    assertThat(folder.resolve("20261121-164107-_.._x_.eml")).exists();
  }

  @Test
  void a_folder_that_cannot_be_written_may_be_better_next_time() throws Exception {
    Path taken = Files.createFile(folder.resolve("taken"));
    Outbox outbox = new Outbox(taken, clock);

    assertThatThrownBy(() -> outbox.send(Mail.of("t@example.com", "y@example.com", "s", ""), "id"))
        .hasMessageStartingWith("cannot write a mail into " + taken)
        .isInstanceOfSatisfying(MailFailure.class, e -> assertThat(e.isFinal()).isFalse());
  }
}
