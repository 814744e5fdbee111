package io.taskq.cli;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings of mail that could only fail when somebody waits for a mail. */
class MailCliTest {

  private static final Map<String, String> GOOD =
      Map.of(
          "TASKQ_MAIL_HOST", "smtp.example.com",
          "TASKQ_MAIL_SSL", "true",
          "TASKQ_MAIL_USER", "me@example.com",
          "TASKQ_MAIL_PASSWORD", "s3cr3t-CANARY",
          "TASKQ_MAIL_FROM", "Example <no-reply@example.com>");

  @Test
  void an_address_to_log_in_with_is_also_a_sender() {
    with("TASKQ_MAIL_FROM", "").run("list", "tasks").matches("mail-good.txt");
  }

  @Test
  void a_sender_that_is_no_address_is_refused() {
    with("TASKQ_MAIL_FROM", "a@example.com, b@example.com")
        .run("list", "tasks")
        .matches("mail-wrong-from.txt");
    with("TASKQ_MAIL_FROM", "")
        .variable("TASKQ_MAIL_USER", "me")
        .run("list", "tasks")
        .matches("mail-no-from.txt");
  }

  @Test
  void a_password_in_the_open_is_refused() {
    with("TASKQ_MAIL_SSL", "false").run("list", "tasks").matches("mail-open.txt");
  }

  @Test
  void half_a_login_is_refused() {
    with("TASKQ_MAIL_PASSWORD", "").run("list", "tasks").matches("mail-no-password.txt");
    with("TASKQ_MAIL_USER", "").run("list", "tasks").matches("mail-no-user.txt");
  }

  @Test
  void two_ways_to_encrypt_are_refused() {
    with("TASKQ_MAIL_STARTTLS", "true").run("list", "tasks").matches("mail-two-ways.txt");
  }

  @Test
  void a_worker_is_refused_before_a_broker_is_started() {
    with("TASKQ_MAIL_SSL", "false").run("worker").matches("mail-open.txt");
  }

  private static Golden with(String name, String value) {
    Golden golden = Golden.alone();
    GOOD.forEach(golden::variable);
    return golden.variable(name, value);
  }
}
