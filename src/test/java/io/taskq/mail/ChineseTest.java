package io.taskq.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.mail.MailServer.Security;
import io.taskq.testing.Certificate;
import io.taskq.testing.SmtpServer;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is not ASCII arrives as it was given, over each way there is. */
@Timeout(60)
class ChineseTest {

  private static final String SUBJECT = "激活您的帐户：" + "很长的标题".repeat(30) + " 😀";
  private static final String TEXT = "你好，云海\n.\n..\n行".repeat(40) + "\n";
  private static final String HTML = "<p>你好，<b>云海</b></p>\n";
  private static final String NAME = "合同 " + "第一部分".repeat(12) + " \"草稿\"; 云.txt";
  private static final byte[] LINES = "第一行\n第二行\r\n第三行\r尾".getBytes(UTF_8);
  private static final byte[] GBK = "国标码".getBytes(Charset.forName("GBK"));

  @TempDir private static Path folder;
  private static SSLContext localhost;

  @BeforeAll
  static void makeCertificate() {
    localhost = Certificate.of("localhost", folder).context();
  }

  @ParameterizedTest
  @EnumSource(Security.class)
  void every_character_and_byte_arrives(Security security) throws Exception {
    try (SmtpServer server = server(security)) {
      smtp(server, security).send(mail(), "id");

      MimeMessage mail = parse(server.mails().getFirst());
      assertThat(mail.getSubject()).isEqualTo(SUBJECT);
      assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("发件人");
      assertThat(((InternetAddress) mail.getAllRecipients()[0]).getPersonal()).isEqualTo("云海");
      Multipart parts = (Multipart) mail.getContent();
      Multipart forms = (Multipart) parts.getBodyPart(0).getContent();
      assertThat(forms.getBodyPart(0).getContent()).asString().isEqualToNormalizingNewlines(TEXT);
      assertThat(forms.getBodyPart(1).getContent()).asString().isEqualToNormalizingNewlines(HTML);
      assertAttached(parts.getBodyPart(1), NAME, "text/plain; charset=UTF-8", LINES);
      assertAttached(parts.getBodyPart(2), "国标.txt", "text/plain", GBK);
      assertAttached(parts.getBodyPart(3), "all.bin", "application/octet-stream", everyByte());
    }
  }

  @Test
  void headers_and_what_frames_the_parts_are_ascii() throws Exception {
    try (SmtpServer server = SmtpServer.plain()) {
      smtp(server, Security.NONE).send(mail(), "id");

      assertThat(server.mails().getFirst().chars()).allMatch(c -> c < 0x7f);
      assertThat(server.mails().getFirst().lines()).allMatch(line -> line.length() <= 998);
    }
  }

  private static void assertAttached(BodyPart part, String name, String type, byte[] content)
      throws Exception {
    assertThat(part.getFileName()).isEqualTo(name);
    assertThat(part.getContentType()).isEqualTo(type);
    assertThat(part.getDisposition()).isEqualTo("attachment");
    assertThat(part.getInputStream().readAllBytes()).isEqualTo(content);
  }

  private static Mail mail() {
    return new Mail(
        "发件人 <t@example.com>",
        List.of("\"云海\" <yun@example.com>"),
        List.of(),
        List.of(),
        Optional.empty(),
        SUBJECT,
        Optional.of(TEXT),
        Optional.of(HTML),
        List.of(
            new Attachment(NAME, Optional.empty(), LINES),
            new Attachment("国标.txt", Optional.empty(), GBK),
            new Attachment("all.bin", Optional.empty(), everyByte())));
  }

  private static byte[] everyByte() {
    byte[] bytes = new byte[1024];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static SmtpServer server(Security security) {
    return switch (security) {
      case NONE -> SmtpServer.plain();
      case STARTTLS -> SmtpServer.withStartTls(localhost);
      case SSL -> SmtpServer.withSsl(localhost);
    };
  }

  private static Smtp smtp(SmtpServer server, Security security) {
    return new Smtp(
        new MailServer(
            "localhost", server.port(), security, Optional.empty(), Duration.ofSeconds(20)),
        InstantSource.fixed(Instant.parse("2026-11-21T16:41:07Z")),
        localhost.getSocketFactory());
  }

  private static MimeMessage parse(String mail) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(ISO_8859_1)));
  }
}
