package io.taskq.testing;

import io.taskq.json.JavaValues;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.Outgoing;
import io.taskq.task.Arguments;
import io.taskq.task.Call;
import io.taskq.task.CallOption;
import io.taskq.task.RetryPolicy;
import io.taskq.task.Task;
import io.taskq.task.TaskHook;
import io.taskq.task.TaskMethods;
import io.taskq.task.TaskRegistry;
import io.taskq.task.Tasks;
import io.taskq.worker.RetryRules;
import io.taskq.worker.child.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;

/**
 * Runs tasks as a worker would: arguments and results go through JSON, hooks are called, and retry
 * policies decide. Nothing is sent anywhere, and nothing waits.
 *
 * <pre>{@code
 * Attempt attempt = TaskTester.of(new Greetings()).run("greet", "yun", 2);
 *
 * assertEquals(Attempt.End.SUCCESS, attempt.end());
 * assertEquals("Hello, yun!Hello, yun!", attempt.result());
 * }</pre>
 */
public final class TaskTester {

  private final TaskRegistry tasks;
  private final boolean cancelled;

  private TaskTester(TaskRegistry tasks, boolean cancelled) {
    this.tasks = tasks;
    this.cancelled = cancelled;
  }

  /** For the methods of this object. */
  public static TaskTester of(Tasks owner, TaskHook... hooks) {
    return new TaskTester(TaskRegistry.of(TaskMethods.of(owner), List.of(hooks)), false);
  }

  /** For this task. */
  public static TaskTester of(Task task, TaskHook... hooks) {
    return new TaskTester(TaskRegistry.of(List.of(task), List.of(hooks)), false);
  }

  /** For all that a worker would find in a jar with the files that are here. */
  public static TaskTester found() {
    List<Task> all = new ArrayList<>();
    List<TaskHook> hooks = new ArrayList<>();
    ServiceLoader.load(Task.class).forEach(all::add);
    ServiceLoader.load(Tasks.class).forEach(owner -> all.addAll(TaskMethods.of(owner)));
    ServiceLoader.load(TaskHook.class).forEach(hooks::add);
    return new TaskTester(TaskRegistry.of(all, hooks), false);
  }

  /** The same with runs that were asked to end before they began. */
  public TaskTester cancelled() {
    return new TaskTester(tasks, true);
  }

  /** The names of the tasks. */
  public List<String> names() {
    return tasks.names();
  }

  /** The first attempt of the task with these arguments by place. */
  public Attempt run(String task, Object... positional) {
    return run(Call.of(task, positional));
  }

  /** The first attempt. */
  public Attempt run(Call call) {
    return attempt(call, 1);
  }

  /** All attempts to the last; none waits for its time. */
  public List<Attempt> runToEnd(Call call) {
    List<Attempt> attempts = new ArrayList<>();
    attempts.add(run(call));
    while (attempts.getLast().end() == Attempt.End.RETRY) {
      attempts.add(attempt(call, attempts.size() + 1));
    }
    return attempts;
  }

  private Attempt attempt(Call call, int number) {
    Message message = message(call, number);
    Task task =
        tasks
            .find(call.task())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no task \"%s\", only %s".formatted(call.task(), names())));
    TestContext context = new TestContext(message, cancelled);
    Arguments arguments =
        new Arguments(JavaValues.listOf(message.args()), JavaValues.mapOf(message.kwargs()));
    Outcome outcome = Outcome.of(task, () -> tasks.run(task, context, arguments));
    RetryRules rules = new RetryRules(RetryPolicy.NEVER, new Random(number));
    return context.attempt(outcome, rules.after(message, task, outcome));
  }

  private static Message message(Call call, int number) {
    Outgoing outgoing =
        Outgoing.of(call.task())
            .args((JsonArray) JavaValues.toJson(call.arguments().positional()))
            .kwargs((JsonObject) JavaValues.toJson(call.arguments().keyword()));
    if (call.options().get(CallOption.HEADERS) instanceof Map<?, ?> headers) {
      headers.forEach(
          (name, value) -> outgoing.header(String.valueOf(name), JavaValues.toJson(value)));
    }
    if (call.options().get(CallOption.RETRIES) instanceof Number most) {
      outgoing.header(RetryRules.HEADER, Json.of(most.longValue()));
    }
    return outgoing.header("retries", Json.of(number - 1)).build();
  }
}
