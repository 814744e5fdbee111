package io.taskq.builtin;

import java.util.Optional;

/** What a mail says, in one form or in both. */
record Content(Optional<String> subject, Optional<String> text, Optional<String> html) {

  /** The same with another subject, if there is one. */
  Content withSubject(Optional<String> other) {
    return new Content(other.or(() -> subject), text, html);
  }
}
