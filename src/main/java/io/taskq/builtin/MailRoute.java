package io.taskq.builtin;

import io.taskq.config.MailSettings;
import io.taskq.error.TaskqException;
import io.taskq.mail.Addresses;
import io.taskq.mail.MailServer;
import io.taskq.mail.MailServer.Security;
import io.taskq.mail.Mailer;
import io.taskq.mail.Outbox;
import io.taskq.mail.Smtp;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** How mails leave, as the settings say; what could only fail later is refused at once. */
public final class MailRoute {

  private static final String NOBODY = "taskq <taskq@localhost>";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private MailRoute() {}

  /**
   * The mail server of the settings, or the outbox when there is none.
   *
   * @param folder where a relative outbox lies
   */
  public static Mailer mailer(MailSettings mail, Path folder, InstantSource clock) {
    return mail.host().isEmpty()
        ? new Outbox(folder.resolve(mail.outbox().orElse("outbox")), clock)
        : new Smtp(server(mail, mail.host().get()), clock);
  }

  /** The sender of mails that name none. */
  public static String sender(MailSettings mail) {
    String from =
        mail.from()
            .or(() -> mail.host().isEmpty() ? Optional.of(NOBODY) : mail.user())
            .filter(text -> !text.isBlank())
            .orElse("");
    if (!Addresses.isOne(from)) {
      throw wrong(
          mail.from().isPresent()
              ? "mail.from is not one mail address: '" + from + "'"
              : "mail.host is set, and nobody to send from",
          "Set mail.from, for example: Example <no-reply@example.com>.");
    }
    return from;
  }

  private static MailServer server(MailSettings mail, String host) {
    Security security = security(mail);
    Optional<MailServer.Login> login = login(mail);
    if (login.isPresent() && security == Security.NONE && !THIS_MACHINE.contains(host)) {
      throw wrong(
          "mail.password would cross the network unencrypted",
          "Set mail.ssl: true (port 465) or mail.starttls: true (port 587).");
    }
    int port = mail.port().orElse(security.usualPort());
    return new MailServer(host, port, security, login, mail.timeout());
  }

  private static Security security(MailSettings mail) {
    if (mail.ssl() && mail.starttls()) {
      throw wrong(
          "mail.ssl and mail.starttls are both set",
          "Keep ssl for a server that speaks TLS at once (port 465), else starttls (587).");
    }
    if (mail.ssl()) {
      return Security.SSL;
    }
    return mail.starttls() ? Security.STARTTLS : Security.NONE;
  }

  private static Optional<MailServer.Login> login(MailSettings mail) {
    if (mail.user().isPresent() != mail.password().isPresent()) {
      throw wrong(
          mail.user().isPresent()
              ? "mail.user is set without mail.password"
              : "mail.password is set without mail.user",
          "Set both, or none for a server that asks nobody.");
    }
    return mail.user().map(user -> new MailServer.Login(user, mail.password().orElseThrow()));
  }

  private static TaskqException wrong(String why, String hint) {
    return new TaskqException.Invalid("cannot send mail with these settings", why, hint);
  }
}
