package io.taskq.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.taskq.config.Recipient;
import io.taskq.mail.MailFailure;
import io.taskq.mail.MailServer;
import io.taskq.mail.MailServer.Security;
import io.taskq.mail.Smtp;
import io.taskq.task.Arguments;
import io.taskq.task.FinalFailure;
import io.taskq.task.TaskContext;
import io.taskq.testing.SmtpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendMailTest {

  private final SmtpServer server = SmtpServer.plain();
  private final SendMail task = task(Path.of("no-templates"));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_name_of_the_settings_is_greeted_at_its_address() throws Exception {
    Object answer = run(List.of("yun"), Map.of());

    assertThat(answer).asString().endsWith("by localhost: 250 2.0.0 Ok: queued as 4F2A");
    assertThat(server.heard()).contains("RCPT TO:<yun@example.com>");
  }

  @Test
  void several_recipients_may_be_mixed() throws Exception {
    Map<String, Object> keywords =
        Map.of("cc", "c@example.com", "bcc", List.of("yun"), "html", "<b>x</b>");

    run(List.of(List.of("yun", "b@example.com"), "subject"), keywords);

    assertThat(server.heard())
        .contains("RCPT TO:<yun@example.com>", "RCPT TO:<b@example.com>")
        .contains("RCPT TO:<c@example.com>");
    assertThat(server.mails().getFirst())
        .contains("Subject: subject", "text/html", "<b>x</b>")
        .doesNotContain("this mail was sent by taskq");
  }

  @Test
  void what_no_retry_can_mend_is_final() {
    assertFinal(List.of(), Map.of(), "parameter 'to' is missing");
    assertFinal(List.of(7L), Map.of(), "parameter 'to' must be a name or an address");
    assertFinal(List.of("nobody"), Map.of(), "'nobody' is no mail address and not among");
    assertFinal(List.of("a@x, b@x"), Map.of(), "'a@x, b@x' is not one mail address");
    assertFinal(List.of("yun"), Map.of("vras", "x"), "there is no parameter 'vras'");
    assertFinal(List.of("yun", "a\nBcc: b@x"), Map.of(), "header 'subject' contains a line break");
    assertFinal(List.of("a@x\r\nBcc: b@x"), Map.of(), "header 'to' contains a line break");
    server.answers("RCPT", "550 5.1.1 nobody of this name");
    assertFinal(List.of("yun"), Map.of(), "550 5.1.1 nobody of this name");
    assertThat(server.mails()).isEmpty();
  }

  @Test
  void a_busy_server_is_asked_again_for_some_minutes() throws Exception {
    server.answers("RCPT", "450 4.2.1 busy");

    assertThatThrownBy(() -> run(List.of("yun"), Map.of()))
        .isInstanceOf(MailFailure.class)
        .isNotInstanceOf(FinalFailure.class);
    assertThat(task.options().retries().orElseThrow().max()).isEqualTo(5);

    server.recover();
    run(List.of("yun"), Map.of());
    assertThat(server.mails()).hasSize(1);
  }

  @Test
  void a_template_becomes_a_mail_in_both_forms(@TempDir Path folder) throws Exception {
    SendMail own = task(folder);
    Files.writeString(folder.resolve("w.html"), "<a href=\"{{link}}\">{{name}}</a>");
    Files.writeString(folder.resolve("w.txt"), "{{name}}: {{link}}");
    Files.writeString(folder.resolve("w.subject.txt"), "for {{name}}\n");
    Map<String, Object> vars = Map.of("name", "<b>", "link", "https://x/?a&b");

    run(own, List.of("yun"), Map.of("template", "w", "vars", vars));
    run(own, List.of("yun", "mine"), Map.of("template", "w", "vars", vars));

    assertThat(server.mails().getFirst())
        .contains("Subject: for <b>", "multipart/alternative")
        .contains("<a href=\"https://x/?a&amp;b\">&lt;b&gt;</a>", "<b>: https://x/?a&b");
    assertThat(server.mails().getLast()).contains("Subject: mine");
  }

  @Test
  void a_value_cannot_add_a_header(@TempDir Path folder) throws Exception {
    SendMail own = task(folder);
    Files.writeString(folder.resolve("w.txt"), "x");
    Files.writeString(folder.resolve("w.subject.txt"), "for {{name}}");
    Map<String, Object> vars = Map.of("name", "x\r\nBcc: evil@example.com");

    assertThatThrownBy(() -> run(own, List.of("yun"), Map.of("template", "w", "vars", vars)))
        .isInstanceOf(FinalFailure.class)
        .hasMessage("mail header 'subject' contains a line break");
    assertThat(server.heard()).isEmpty();
  }

  @Test
  void a_template_is_the_whole_content() {
    Map<String, Object> both = Map.of("template", "w", "html", "x");

    assertFinal(List.of("yun"), both, "'template' takes the place of 'text' and 'html'");
    assertFinal(List.of("yun"), Map.of("vars", Map.of("a", 1L)), "'template' is missing");
    assertFinal(List.of("yun"), Map.of("template", "w", "vars", "x"), "'vars' must be an object");
    assertFinal(List.of("yun"), Map.of("template", "nope"), "there is no template 'nope'");
  }

  @Test
  void files_and_content_go_with_a_mail(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("a.txt"), "from a file");
    Object inMessage = Map.of("name", "b.bin", "content_base64", "AAEC", "type", "x/y");

    run(task(folder), List.of("yun"), Map.of("attachments", List.of("a.txt", inMessage)));

    assertThat(server.mails().getFirst())
        .contains("multipart/mixed", "filename=a.txt", "ZnJvbSBhIGZpbGU=", "filename=b.bin")
        .contains("Content-Type: x/y", "AAEC", "this mail was sent by taskq");
  }

  @Test
  void the_result_lists_who_got_it_and_who_did_not() throws Exception {
    server.answers("RCPT TO:<b@example.com>", "550 5.1.1 nobody");

    Object result = run(List.of(List.of("yun", "b@example.com")), Map.of());

    assertThat(result)
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("accepted", List.of("yun@example.com"))
        .containsEntry("refused", Map.of("b@example.com", "550 5.1.1 nobody"));
  }

  private void assertFinal(List<Object> positional, Map<String, Object> keyword, String words) {
    assertThatThrownBy(() -> run(positional, keyword))
        .isInstanceOf(FinalFailure.class)
        .hasMessageContaining(words);
  }

  private Object run(List<Object> positional, Map<String, Object> keyword)
      throws MailFailure, IOException {
    return run(task, positional, keyword);
  }

  private static Object run(SendMail task, List<Object> positional, Map<String, Object> keyword)
      throws MailFailure, IOException {
    TaskContext context = mock(TaskContext.class);
    when(context.id()).thenReturn("id-1");
    return task.run(context, new Arguments(positional, keyword));
  }

  private SendMail task(Path folder) {
    return new SendMail(
        new People(
            Map.of("yun", new Recipient("yun", "yun@example.com", Optional.of("云 \"x\" 海")))),
        "taskq <t@example.com>",
        new Smtp(
            new MailServer(
                "localhost",
                server.port(),
                Security.NONE,
                Optional.empty(),
                Duration.ofSeconds(20)),
            InstantSource.fixed(Instant.EPOCH)),
        new Templates(folder),
        new Attachments(Optional.of(folder), 100));
  }
}
