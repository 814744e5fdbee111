package io.taskq.worker;

import io.taskq.json.JavaValues;
import io.taskq.message.Message;
import io.taskq.task.TaskContext;
import java.util.Map;

/**
 * What a task sees of its run in this process. Thread-safe.
 *
 * @param run the run
 * @param message what it runs
 * @param progress takes what the task says
 */
record RunContext(Run run, Message message, Progress progress) implements TaskContext {

  @Override
  public String id() {
    return message.id();
  }

  @Override
  public int attempt() {
    return message.attempt();
  }

  @Override
  public int delivery() {
    return run.delivery().deliveries();
  }

  @Override
  public long fence() {
    return Long.parseLong(run.delivery().fence());
  }

  @Override
  public String queue() {
    return run.delivery().queue();
  }

  @Override
  public Map<String, Object> headers() {
    return JavaValues.mapOf(message.headers());
  }

  @Override
  public void progress(double percent, String text) {
    progress.say(run, message, percent, text);
  }

  @Override
  public boolean isCancelled() {
    return run.isCancelled();
  }

  @Override
  public boolean hasEnded() {
    return run.hasEnded();
  }
}
