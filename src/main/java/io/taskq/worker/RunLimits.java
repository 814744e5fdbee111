package io.taskq.worker;

import io.taskq.message.Message;
import io.taskq.task.Task;
import io.taskq.task.TimeLimits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which time limits hold for a run: the message's word before what somebody set while the worker
 * runs, before the task's, before the settings'. Thread-safe.
 */
final class RunLimits {

  private final TimeLimits otherwise;
  private final Map<String, TimeLimits> set = new ConcurrentHashMap<>();

  RunLimits(TimeLimits otherwise) {
    this.otherwise = otherwise;
  }

  /** From now on these hold for the task, until the worker ends; nothing for none. */
  void set(String task, TimeLimits limits) {
    set.put(task, limits);
  }

  TimeLimits of(Message message, Task task) {
    TimeLimits asked = new TimeLimits(message.softLimit(), message.hardLimit());
    TimeLimits own = set.getOrDefault(message.task(), task.options().limits());
    return asked.or(own).or(otherwise);
  }
}
