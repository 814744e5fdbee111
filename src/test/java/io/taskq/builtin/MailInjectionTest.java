package io.taskq.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.taskq.config.Recipient;
import io.taskq.mail.MailServer;
import io.taskq.mail.MailServer.Security;
import io.taskq.mail.Smtp;
import io.taskq.task.Arguments;
import io.taskq.task.FinalFailure;
import io.taskq.task.TaskContext;
import io.taskq.testing.SmtpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may enqueue a mail decides its values, and nothing else of it. */
class MailInjectionTest {

  private static final List<String> ADDRESSES = List.of("to", "cc", "bcc", "from", "reply_to");

  private final SmtpServer server = SmtpServer.plain();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\nBcc: evil@example.com",
        "x\nBcc: evil@example.com",
        "x\rBcc: evil@example.com",
        "x\r\n folded",
        "x\n\tfolded",
        "x\r\n\r\nbody",
        "x\r\n.\r\nMAIL FROM:<evil@example.com>",
        "x\u0000y",
        "x\u0085y",
        "x\u2028y",
        "x\u2029y",
        "x\u000by",
        "x\u001b[2Jy"
      })
  void nothing_ends_a_header_early(String evil) {
    assertRefused(Map.of("subject", evil), "subject");
    for (String parameter : ADDRESSES) {
      assertRefused(Map.of(parameter, evil), parameter);
      assertRefused(Map.of(parameter, evil + "@example.com"), parameter);
      assertRefused(Map.of(parameter, "\"" + evil + "\" <a@example.com>"), parameter);
    }
    Recipient named = new Recipient("li", "li@example.com", Optional.of(evil));
    assertRefused(Map.of("to", "li"), "to", named);
    Object attachment = Map.of("name", evil, "content_base64", "AA==");
    assertRefused(Map.of("attachments", List.of(attachment)), "attachments");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=?utf-8?q?a=0d=0aBcc=3a_evil=40example.com?= <a@example.com>",
        "=?utf-8?b?YQ0KQmNjOiBlQHg=?= <a@example.com>",
        "=?utf-8?q?a=00b?= <a@example.com>",
        "a@example.com, b@example.com",
        "a@example.com; b@example.com",
        "all: a@example.com, b@example.com;",
        "<a@example.com> b@example.com",
        "a@example.com>\" <b@example.com>",
        "a@example.com SIZE=1",
        "@example.com"
      })
  void one_address_is_one_address(String evil) {
    for (String parameter : ADDRESSES) {
      assertRefused(Map.of(parameter, evil), parameter);
    }
  }

  private void assertRefused(Map<String, Object> evil, String parameter) {
    Recipient usual = new Recipient("li", "li@example.com", Optional.of("Li"));
    assertRefused(evil, parameter, usual);
  }

  private void assertRefused(Map<String, Object> evil, String parameter, Recipient person) {
    Map<String, Object> keywords = new HashMap<>(Map.of("to", "yun@example.com"));
    keywords.putAll(evil);
    TaskContext context = mock(TaskContext.class);
    when(context.id()).thenReturn("id-1");

    assertThatThrownBy(() -> task(person).run(context, new Arguments(List.of(), keywords)))
        .as("%s", evil)
        .isInstanceOf(FinalFailure.class)
        .hasMessageContaining("'" + parameter + "'");
    assertThat(server.heard()).isEmpty();
  }

  private SendMail task(Recipient person) {
    return new SendMail(
        new People(Map.of(person.key(), person)),
        "taskq <t@example.com>",
        new Smtp(
            new MailServer(
                "localhost",
                server.port(),
                Security.NONE,
                Optional.empty(),
                Duration.ofSeconds(20)),
            InstantSource.fixed(Instant.EPOCH)),
        new Templates(Path.of("no-templates")),
        new Attachments(Optional.empty(), 100));
  }
}
