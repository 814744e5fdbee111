package io.taskq.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

  private static final List<String> OK = List.of("y@example.com");

  @ParameterizedTest
  @ValueSource(strings = {"x\r\nBcc: evil@example.com", "x\ny", "x\ry", "x\u2028y", "x\u0085y"})
  void a_line_break_in_any_header_is_refused(String evil) {
    List<String> bad = List.of(evil);

    assertRefused("subject", () -> mail("t@x", OK, OK, OK, "t@x", evil));
    assertRefused("from", () -> mail(evil, OK, OK, OK, "t@x", "s"));
    assertRefused("to", () -> mail("t@x", bad, OK, OK, "t@x", "s"));
    assertRefused("cc", () -> mail("t@x", OK, bad, OK, "t@x", "s"));
    assertRefused("bcc", () -> mail("t@x", OK, OK, bad, "t@x", "s"));
    assertRefused("reply_to", () -> mail("t@x", OK, OK, OK, evil, "s"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.com, b@example.com",
        "friends: a@example.com, b@example.com;",
        "yun",
        "a@@example.com",
        "a b@example.com",
        "云海@example.com",
        ""
      })
  void what_is_not_one_address_is_none(String text) {
    assertThat(Addresses.isOne(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@example.com", "云海 <a@example.com>", "\"A, B\" <a.b+c@example.com>"})
  void one_address_may_have_a_name(String text) {
    assertThat(Addresses.isOne(text)).isTrue();
  }

  private static Mail mail(
      String from,
      List<String> to,
      List<String> cc,
      List<String> bcc,
      String reply,
      String subject) {
    return new Mail(
        from,
        to,
        cc,
        bcc,
        Optional.of(reply),
        subject,
        Optional.of(""),
        Optional.empty(),
        List.of());
  }

  private static void assertRefused(
      String header, org.assertj.core.api.ThrowableAssert.ThrowingCallable made) {
    assertThatThrownBy(made).hasMessage("mail header '" + header + "' contains a line break");
  }
}
