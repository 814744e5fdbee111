package io.taskq.worker;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * What a message may ask for that this worker cannot do. Such a message is buried with the reason:
 * to run its task and to drop what should follow would lose work without a word.
 */
final class Unsupported {

  private static final List<String> FOLLOW_UPS = List.of("callbacks", "errbacks", "chain", "chord");

  private Unsupported() {}

  /** The first thing asked for that cannot be done; empty when all can. */
  static Optional<String> in(Message message) {
    return FOLLOW_UPS.stream()
        .filter(name -> isGiven(message.embed().get(name)))
        .findFirst()
        .map(name -> "this version cannot follow the " + name + " of a message");
  }

  /** Clients write null or an empty list where nothing follows. */
  private static boolean isGiven(Json followUp) {
    return !followUp.isNull() && !followUp.equals(JsonArray.EMPTY);
  }
}
