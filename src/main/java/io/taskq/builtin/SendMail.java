package io.taskq.builtin;

import io.taskq.config.Recipient;
import io.taskq.mail.Mail;
import io.taskq.mail.Outbox;
import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import io.taskq.task.WrongArguments;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code send_mail NAME_OR_ADDRESS [subject] [text]}: writes a mail to the outbox and answers which
 * file it is.
 */
public final class SendMail implements Task {

  private static final List<String> PARAMETERS = List.of("to", "subject", "text");

  private final Map<String, Recipient> recipients;
  private final String from;
  private final Outbox outbox;

  /**
   * Makes the task.
   *
   * @param recipients the names that may stand for an address
   */
  public SendMail(Map<String, Recipient> recipients, String from, Outbox outbox) {
    this.recipients = Map.copyOf(recipients);
    this.from = from;
    this.outbox = outbox;
  }

  @Override
  public String name() {
    return "send_mail";
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) throws Exception {
    arguments.atMost(PARAMETERS.size(), PARAMETERS);
    Recipient to = recipient(arguments.requiredText(0, "to"));
    String greeting = "Hello " + to.name().orElse(to.address());
    Mail mail =
        new Mail(
            from,
            List.of(header(to)),
            arguments.text(1, "subject").orElse(greeting),
            arguments.text(2, "text").orElse(greeting + ",\n\nthis mail was sent by taskq.\n"));
    return "written to " + outbox.write(mail);
  }

  private Recipient recipient(String nameOrAddress) {
    if (nameOrAddress.contains("@")) {
      return new Recipient(nameOrAddress, nameOrAddress, Optional.empty());
    }
    return Optional.ofNullable(recipients.get(nameOrAddress))
        .or(() -> byShownName(nameOrAddress))
        .orElseThrow(
            () ->
                new WrongArguments(
                    "'%s' is no mail address and not among the recipients of taskq.yml"
                        .formatted(nameOrAddress)));
  }

  /** {@code send_mail 云海} finds the entry that bears this name. */
  private Optional<Recipient> byShownName(String name) {
    return recipients.values().stream()
        .filter(recipient -> recipient.name().filter(name::equals).isPresent())
        .findFirst();
  }

  private static String header(Recipient to) {
    // Quotes inside the quotes would end the name early and make an address of its rest.
    return to.name()
        .map(name -> "\"" + name.replaceAll("[\"\\\\]", "") + "\" <" + to.address() + ">")
        .orElse(to.address());
  }
}
