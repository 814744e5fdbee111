package io.taskq.control;

import io.taskq.json.Json;
import io.taskq.json.JsonObject;

/**
 * Answers one kind of request. Called on the thread of the {@link ControlLoop}, so it must not wait
 * for anything.
 */
@FunctionalInterface
public interface Command {

  /**
   * The reply.
   *
   * @throws io.taskq.error.TaskqException when it cannot be done; the client is told why
   */
  Json answer(JsonObject arguments);
}
