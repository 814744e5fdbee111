package io.taskq.worker;

import io.taskq.control.TaskInfo;
import io.taskq.message.Message;
import java.util.Optional;

/** What others are told of a run. */
final class TaskInfos {

  private TaskInfos() {}

  /** Empty while the message has not been read. */
  static Optional<TaskInfo> of(Run run) {
    return run.message().map(message -> of(run, message));
  }

  private static TaskInfo of(Run run, Message message) {
    return new TaskInfo(
        message.id(),
        message.displayName(),
        message.task(),
        message.args(),
        message.kwargs(),
        message.attempt(),
        run.delivery().queue(),
        message.route().priority(),
        run.startedAt(),
        run.delivery().deliveries() > 1);
  }
}
