package io.taskq.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Reads out of the mail library's exceptions what the server said. Its answers 500 to 599 are
 * final; all else, also what broke on the way there, may be better next time.
 */
final class Refusal {

  /** Sent before a server hangs up: it is tired of the connection, not of the mail. */
  private static final int CLOSING = 421;

  private static final int FIRST_FINAL = 500;
  private static final int LAST_FINAL = 599;

  /** What a server said no with. */
  private record Reply(int code, String words) {}

  private Refusal() {}

  static MailFailure of(MessagingException thrown, SMTPTransport line, MailServer server) {
    Map<Address, Reply> refused = addresses(thrown);
    if (refused.size() > 1) {
      return ofSeveral(refused, thrown, server);
    }
    Optional<Reply> reply = replyIn(thrown).or(() -> lastReply(line));
    String why = server.address() + ": " + reply.map(Reply::words).orElseGet(() -> root(thrown));
    return reply.map(Reply::code).filter(Refusal::isFinal).isPresent()
        ? MailFailure.forGood(why, thrown)
        : MailFailure.forNow(why, thrown);
  }

  /** As long as one of them may be taken later, it is worth trying again. */
  private static MailFailure ofSeveral(
      Map<Address, Reply> refused, MessagingException thrown, MailServer server) {
    String why =
        refused.entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue().words())
            .collect(Collectors.joining("; ", server.address() + ": ", ""));
    return refused.values().stream().map(Reply::code).allMatch(Refusal::isFinal)
        ? MailFailure.forGood(why, thrown)
        : MailFailure.forNow(why, thrown);
  }

  /**
   * Whom the server refused for good, and with which words; nobody if one of them may be taken
   * later, or if something else went wrong.
   */
  static Map<Address, String> forGood(SendFailedException thrown) {
    Map<Address, Reply> refused = addresses(thrown);
    Map<Address, String> words = new LinkedHashMap<>();
    refused.forEach((address, reply) -> words.put(address, reply.words()));
    return refused.values().stream().map(Reply::code).allMatch(Refusal::isFinal) ? words : Map.of();
  }

  /** Whether the server said no to the mail, rather than to go on over this connection. */
  static boolean isAnswer(MessagingException thrown, SMTPTransport line) {
    return replyIn(thrown).or(() -> lastReply(line)).filter(it -> it.code() != CLOSING).isPresent();
  }

  private static Map<Address, Reply> addresses(MessagingException thrown) {
    Map<Address, Reply> refused = new LinkedHashMap<>();
    for (Exception e = thrown; e != null; e = next(e)) {
      if (e instanceof SMTPAddressFailedException address) {
        replyOf(e).ifPresent(reply -> refused.put(address.getAddress(), reply));
      }
    }
    return refused;
  }

  /** The last words of the server, on one line. */
  static String words(SMTPTransport line) {
    String last = line.getLastServerResponse();
    return last == null ? "" : oneLine(last);
  }

  private static boolean isFinal(int code) {
    return code >= FIRST_FINAL && code <= LAST_FINAL;
  }

  /** One address among several may be what was refused, so the whole chain is looked through. */
  private static Optional<Reply> replyIn(MessagingException thrown) {
    Optional<Reply> found = Optional.empty();
    for (Exception e = thrown; e != null; e = next(e)) {
      Optional<Reply> reply = replyOf(e);
      if (reply.map(Reply::code).filter(Refusal::isFinal).isPresent()) {
        return reply;
      }
      found = found.or(() -> reply);
    }
    return found;
  }

  private static Exception next(Exception e) {
    return e instanceof MessagingException mail ? mail.getNextException() : null;
  }

  private static Optional<Reply> replyOf(Exception e) {
    int code =
        switch (e) {
          case SMTPAddressFailedException address -> address.getReturnCode();
          case SMTPSenderFailedException sender -> sender.getReturnCode();
          case SMTPSendFailedException send -> send.getReturnCode();
          default -> 0;
        };
    return code >= 400 ? Optional.of(new Reply(code, oneLine(e.getMessage()))) : Optional.empty();
  }

  /** What the library threw without a code: a greeting or a login that was refused. */
  private static Optional<Reply> lastReply(SMTPTransport line) {
    int code = line.getLastReturnCode();
    return code >= 400 ? Optional.of(new Reply(code, words(line))) : Optional.empty();
  }

  /** The innermost reason: the outer ones only say that there is one. */
  private static String root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return root instanceof UnknownHostException
        ? "unknown host"
        : oneLine(root instanceof IOException ? text : "no mail was sent: " + text);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
