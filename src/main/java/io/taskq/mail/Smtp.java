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
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Sends mails to a mail server, each over a connection of its own. Thread-safe. */
public final class Smtp implements Mailer {

  private final MailServer server;
  private final Session session;
  private final InstantSource clock;

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
    SMTPTransport line = new SMTPTransport(session, null);
    try {
      connect(line);
      return send(letter, line);
    } catch (MessagingException e) {
      throw Refusal.of(e, line, server);
    } finally {
      hangUp(line);
    }
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

  /** The server has taken the mail or has not: how it says goodbye changes nothing. */
  private static void hangUp(SMTPTransport line) {
    try {
      line.close();
    } catch (MessagingException e) {
      // A failure here must not make a sent mail an unsent one, which would be sent again.
    }
  }
}
