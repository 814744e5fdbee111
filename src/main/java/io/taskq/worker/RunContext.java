package io.taskq.worker;

import io.taskq.json.JavaValues;
import io.taskq.message.Message;
import io.taskq.task.Call;
import io.taskq.task.TaskContext;
import io.taskq.worker.child.Child;
import io.taskq.worker.child.RunLogger;
import java.util.Map;

/**
 * What a task sees of its run in this process. Thread-safe.
 *
 * @param run the run
 * @param message what it runs
 * @param outlets take what the task says
 */
record RunContext(Run run, Message message, Outlets outlets) implements TaskContext, Child.Heard {

  @Override
  public String task() {
    return message.task();
  }

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
    outlets.progress().say(run, message, percent, text);
  }

  @Override
  public System.Logger logger() {
    return new RunLogger(task(), this::log);
  }

  @Override
  public void log(System.Logger.Level level, String text) {
    outlets.log().said(run, level, text);
  }

  @Override
  public String enqueue(Call call) {
    Call child = call.header("root_id", message.rootId()).header("parent_id", message.id());
    String id = outlets.enqueue().apply(child);
    run.addChild(id);
    return id;
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
