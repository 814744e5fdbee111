package io.taskq.builtin;

import io.taskq.mail.Mail;
import io.taskq.mail.MailFailure;
import io.taskq.mail.Mailer;
import io.taskq.mail.Sent;
import io.taskq.task.Arguments;
import io.taskq.task.RetryPolicy;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import io.taskq.task.TaskFacts;
import io.taskq.task.TaskOptions;
import io.taskq.task.WrongArguments;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code send_mail NAME_OR_ADDRESS [subject] [text]}, and by name {@code cc bcc html template vars
 * attachments from reply_to}: sends a mail and answers where it went. A server that is away or busy
 * is asked again for some minutes; what it refuses for good fails at once.
 */
public final class SendMail implements Task {

  private static final List<String> PARAMETERS =
      List.of(
          "to",
          "subject",
          "text",
          "cc",
          "bcc",
          "html",
          "template",
          "vars",
          "attachments",
          "from",
          "reply_to");
  private static final String OWN_TEXT = ",\n\nthis mail was sent by taskq.\n";
  private static final int BY_PLACE = 3;
  private static final int BY_NAME = Integer.MAX_VALUE;

  /** About five minutes: what lasts longer needs a person. */
  private static final RetryPolicy PATIENCE =
      new RetryPolicy(5, Duration.ofSeconds(10), Duration.ofMinutes(10), true);

  private final People people;
  private final String from;
  private final Mailer mailer;
  private final Templates templates;
  private final Attachments attachments;

  /**
   * Makes the task.
   *
   * @param from the sender of mails that name none
   */
  public SendMail(
      People people, String from, Mailer mailer, Templates templates, Attachments attachments) {
    this.people = people;
    this.from = from;
    this.mailer = mailer;
    this.templates = templates;
    this.attachments = attachments;
  }

  @Override
  public String name() {
    return "send_mail";
  }

  @Override
  public TaskOptions options() {
    return TaskOptions.DEFAULTS.withRetries(PATIENCE);
  }

  @Override
  public TaskFacts facts() {
    return new TaskFacts("built in", PARAMETERS, getClass().getName(), "taskq");
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) throws MailFailure, IOException {
    arguments.atMost(BY_PLACE, PARAMETERS);
    Mail mail = mail(arguments);
    try {
      return result(mailer.send(mail, context.id()));
    } catch (MailFailure e) {
      if (e.isFinal()) {
        throw new MailRefused(e);
      }
      throw e;
    }
  }

  private static Object result(Sent sent) {
    return sent.refused().isEmpty()
        ? sent.words()
        : Map.of("sent", sent.words(), "accepted", sent.accepted(), "refused", sent.refused());
  }

  private Mail mail(Arguments arguments) throws IOException {
    List<String> to = people.addresses(arguments.find(0, "to"), "to");
    if (to.isEmpty()) {
      throw new WrongArguments("parameter 'to' is missing");
    }
    Content content = content(arguments);
    try {
      return new Mail(
          arguments.text(BY_NAME, "from").orElse(from),
          to,
          people.addresses(arguments.find(BY_NAME, "cc"), "cc"),
          people.addresses(arguments.find(BY_NAME, "bcc"), "bcc"),
          arguments.text(BY_NAME, "reply_to"),
          content.subject().orElseGet(() -> greeting(arguments)),
          content.text(),
          content.html(),
          attachments.read(arguments.find(BY_NAME, "attachments")));
    } catch (IllegalArgumentException e) {
      throw new WrongArguments(e.getMessage());
    }
  }

  private Content content(Arguments arguments) throws IOException {
    Optional<String> subject = arguments.text(1, "subject");
    Optional<String> text = arguments.text(2, "text");
    Optional<String> html = arguments.text(BY_NAME, "html");
    Optional<String> template = arguments.text(BY_NAME, "template");
    Map<?, ?> vars = vars(arguments);
    if (template.isEmpty()) {
      if (!vars.isEmpty()) {
        throw new WrongArguments("parameter 'vars' fills a template, and 'template' is missing");
      }
      Optional<String> own = text.or(() -> Optional.of(greeting(arguments) + OWN_TEXT));
      return new Content(subject, html.isPresent() ? text : own, html);
    }
    if (text.isPresent() || html.isPresent()) {
      throw new WrongArguments("parameter 'template' takes the place of 'text' and 'html'");
    }
    return templates.fill(template.get(), vars).withSubject(subject);
  }

  private static Map<?, ?> vars(Arguments arguments) {
    if (arguments.find(BY_NAME, "vars").orElse(Map.of()) instanceof Map<?, ?> vars) {
      return vars;
    }
    throw new WrongArguments("parameter 'vars' must be an object: {\"name\": \"value\"}");
  }

  private String greeting(Arguments arguments) {
    return "Hello " + people.greeted(arguments.find(0, "to"));
  }
}
