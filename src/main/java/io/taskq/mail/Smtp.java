package io.taskq.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Sends mails to a mail server. A connection that sent one serves the next that comes soon: to open
 * one costs more than to send a mail. Any trouble ends it. Thread-safe.
 */
public final class Smtp implements Mailer {

  private final MailServer server;
  private final Session session;
  private final InstantSource clock;
  private final IdleLines idle;

  public Smtp(MailServer server, InstantSource clock) {
    this(server, clock, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * Makes a sender.
   *
   * @param tls makes the encrypted connections, and knows whose certificates count
   */
  Smtp(MailServer server, InstantSource clock, SSLSocketFactory tls) {
    this.server = server;
    this.clock = clock;
    this.idle = new IdleLines(clock);
    this.session = Session.getInstance(properties(server, tls));
  }

  private static Properties properties(MailServer server, SSLSocketFactory tls) {
    Properties properties = new Properties();
    // Without these a silent server holds a slot for ever.
    String millis = Long.toString(server.timeout().toMillis());
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
    switch (server.security()) {
      case NONE -> {}
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        // Else whoever sits between takes the offer away, and reads the password.
        properties.put("mail.smtp.starttls.required", "true");
      }
      case SSL -> properties.put("mail.smtp.ssl.enable", "true");
    }
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.socketFactory", tls);
    return properties;
  }

  /** Hands the mail to the server and tells what it said. */
  @Override
  public Sent send(Mail mail, String id) throws MailFailure {
    Letter letter = Letter.of(mail, id, session, clock.instant());
    Optional<SmtpLine> kept = idle.take();
    Optional<Sent> sent = kept.isPresent() ? overKept(letter, kept.get()) : Optional.empty();
    return sent.isPresent() ? sent.get() : overNew(letter);
  }

  /**
   * Empty when the connection broke while the mail was surely not taken: servers end what has been
   * open for long, and that is no reason to wait for a retry.
   */
  private Optional<Sent> overKept(Letter letter, SmtpLine line) throws MailFailure {
    try {
      return Optional.of(over(line, letter));
    } catch (MessagingException e) {
      MailFailure why = Refusal.of(e, line, server);
      boolean goesAgain = !line.mayBeTaken() && !Refusal.isAnswer(e, line);
      line.hangUp();
      if (goesAgain) {
        return Optional.empty();
      }
      throw why;
    }
  }

  private Sent overNew(Letter letter) throws MailFailure {
    SmtpLine line = new SmtpLine(session);
    try {
      connect(line);
      return over(line, letter);
    } catch (MessagingException e) {
      MailFailure why = Refusal.of(e, line, server);
      line.hangUp();
      throw why;
    }
  }

  private Sent over(SmtpLine line, Letter letter) throws MessagingException {
    line.begin();
    Sent sent = send(letter, line);
    idle.keep(line);
    return sent;
  }

  /** Whom the server refuses for good is left out, where that leaves somebody. */
  private Sent send(Letter letter, SMTPTransport line) throws MessagingException {
    List<Address> accepted = new ArrayList<>(List.of(letter.getAllRecipients()));
    try {
      line.sendMessage(letter, letter.getAllRecipients());
      return sent(accepted, Map.of(), line);
    } catch (SendFailedException e) {
      Map<Address, String> refused = Refusal.forGood(e);
      accepted.removeAll(refused.keySet());
      if (refused.isEmpty() || accepted.isEmpty()) {
        throw e;
      }
      line.sendMessage(letter, accepted.toArray(Address[]::new));
      return sent(accepted, refused, line);
    }
  }

  private Sent sent(List<Address> accepted, Map<Address, String> refused, SMTPTransport line) {
    Map<String, String> why = new LinkedHashMap<>();
    refused.forEach((address, words) -> why.put(bare(address), words));
    List<String> to = accepted.stream().map(Smtp::bare).toList();
    String words =
        "sent to %s by %s: %s".formatted(String.join(", ", to), server.host(), Refusal.words(line));
    return new Sent(words, to, why);
  }

  private static String bare(Address address) {
    return ((InternetAddress) address).getAddress();
  }

  private void connect(SMTPTransport line) throws MessagingException {
    line.connect(
        server.host(),
        server.port(),
        server.login().map(MailServer.Login::user).orElse(null),
        server.login().map(MailServer.Login::password).orElse(null));
  }
}
