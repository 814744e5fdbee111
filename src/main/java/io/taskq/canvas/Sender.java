package io.taskq.canvas;

import io.taskq.message.Message;
import java.util.Optional;

/**
 * The task at whose end something is sent.
 *
 * @param id its id, the parent of what it sends
 * @param root the first task of its tree
 * @param replyTo the address of who sent the first
 * @param stamps the options its stamps make
 */
record Sender(String id, String root, Optional<String> replyTo, Options stamps) {

  static Sender of(Message message) {
    return new Sender(
        message.id(), message.rootId(), message.route().replyTo(), Stamps.of(message));
  }

  /** The same when the errors of another task are told of, such as a chord's body. */
  Sender inPlaceOf(String other) {
    return new Sender(other, other, replyTo, stamps);
  }
}
