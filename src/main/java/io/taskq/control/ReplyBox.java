package io.taskq.control;

import io.taskq.json.JsonObject;
import io.taskq.redis.Keys;
import java.util.Optional;

/**
 * Where a client waits for replies: a list in Redis, and its entry in the set of such boxes.
 *
 * @param ticket names the request in each reply to it
 * @param client names the client's box
 */
record ReplyBox(String ticket, String client) {

  /** The name of the set of boxes, as Celery calls it. */
  static final String EXCHANGE = "reply.celery.pidbox";

  private static final int LONGEST = 255;

  /**
   * Reads ticket and box out of a request; empty when the client wants no reply, or wants it
   * elsewhere: a request must not have its reply written to the list of a task queue.
   */
  static Optional<ReplyBox> read(JsonObject body) {
    JsonObject to = body.get("reply_to").asObject().orElse(JsonObject.EMPTY);
    String ticket = body.textOf("ticket").orElse("");
    String client = to.textOf("routing_key").orElse("");
    boolean wanted =
        to.textOf("exchange").filter(EXCHANGE::equals).isPresent()
            && !client.isEmpty()
            && ticket.length() + client.length() <= LONGEST;
    return wanted ? Optional.of(new ReplyBox(ticket, client)) : Optional.empty();
  }

  void writeTo(JsonObject.Builder body) {
    body.put("ticket", ticket).put("reply_to", address());
  }

  /** Exchange and routing key, as they stand in requests and replies. */
  JsonObject address() {
    return JsonObject.builder().put("exchange", EXCHANGE).put("routing_key", client).build();
  }

  /** The entry in the set of boxes. The names in it are without the prefix of the keys. */
  String binding() {
    return Keys.bindingOf(client, client + "." + EXCHANGE);
  }
}
