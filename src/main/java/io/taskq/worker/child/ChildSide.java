package io.taskq.worker.child;

import io.taskq.json.JavaValues;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.state.Failure;
import io.taskq.task.Arguments;
import io.taskq.task.Call;
import io.taskq.task.Task;
import io.taskq.task.TaskRegistry;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * The child's side: runs what its parent sends, one after the other, and says how it ended. One
 * thread serves, another runs the task, so that a stuck task does not keep the child from noticing
 * that its parent is gone.
 */
public final class ChildSide {

  static final String ERRAND = "errand";
  static final String CANCEL = "cancel";
  static final String READY = "ready";
  static final String PROGRESS = "progress";
  static final String LOG = "log";
  static final String OUTCOME = "outcome";
  static final String MEMORY = "memory";

  private final TaskRegistry tasks;
  private final Pipe pipe;
  private final ParentCalls calls;
  private final LongSupplier memory;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("task").daemon().factory());

  /** What was received last; known to the serving thread alone. */
  private Optional<ChildContext> running = Optional.empty();

  /**
   * Makes it.
   *
   * @param in what the parent sends
   * @param out what the parent reads
   * @param memory how many bytes this process takes
   */
  public ChildSide(TaskRegistry tasks, InputStream in, OutputStream out, LongSupplier memory) {
    this.tasks = tasks;
    this.pipe = new Pipe(in, out);
    this.calls = new ParentCalls(pipe);
    this.memory = memory;
  }

  /** Serves until the parent is gone, which is when to end the process. */
  public void serve() {
    pipe.write(JsonObject.builder().put(READY, true).build());
    for (Optional<JsonObject> line = pipe.read(); line.isPresent(); line = pipe.read()) {
      if (line.get().has(CANCEL)) {
        running.ifPresent(ChildContext::cancel);
      } else if (line.get().has(ParentCalls.ANSWER)) {
        calls.answered(line.get());
      } else {
        Errand errand = Errand.of(line.get().get(ERRAND).asObject().orElseThrow());
        ChildContext context = new ChildContext(errand, new Parent());
        // Before it begins: a cancel may follow at once.
        running = Optional.of(context);
        thread.execute(() -> run(errand, context));
      }
    }
  }

  private void run(Errand errand, ChildContext context) {
    context.begin();
    Outcome outcome =
        tasks
            .find(errand.task())
            .map(task -> Outcome.of(task, () -> call(task, errand, context)))
            .orElseGet(() -> new Outcome.Thrown(Failure.notRegistered(errand.task()), true));
    context.close();
    pipe.write(
        JsonObject.builder()
            .put(OUTCOME, OutcomeCodec.encode(outcome))
            .put(MEMORY, memory.getAsLong())
            .build());
  }

  private Object call(Task task, Errand errand, ChildContext context) throws Exception {
    Arguments arguments =
        new Arguments(JavaValues.listOf(errand.args()), JavaValues.mapOf(errand.kwargs()));
    return tasks.run(task, context, arguments);
  }

  /** What a task says travels to the parent. */
  private final class Parent implements Child.Heard {

    @Override
    public void progress(double percent, String text) {
      say(PROGRESS, Json.of(percent), Json.of(text));
    }

    @Override
    public void log(System.Logger.Level level, String text) {
      say(LOG, Json.of(level.name()), Json.of(text));
    }

    @Override
    public String enqueue(Call call) {
      return calls.enqueue(call);
    }

    private void say(String what, Json... words) {
      pipe.write(JsonObject.builder().put(what, JsonArray.of(words)).build());
    }
  }
}
