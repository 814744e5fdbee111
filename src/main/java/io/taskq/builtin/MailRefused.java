package io.taskq.builtin;

import io.taskq.mail.MailFailure;
import io.taskq.task.FinalFailure;

/** The mail server, or a rule of ours, says no to this mail, and will say so each time. */
final class MailRefused extends FinalFailure {

  MailRefused(MailFailure why) {
    super(why.getMessage(), why);
  }
}
