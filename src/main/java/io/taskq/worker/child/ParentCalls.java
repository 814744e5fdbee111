package io.taskq.worker.child;

import io.taskq.json.JsonObject;
import io.taskq.task.Call;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a task in a child asks its parent to enqueue, and the answers. The child has no connection
 * to Redis of its own. Thread-safe.
 */
final class ParentCalls {

  static final String CALL = "call";
  static final String ANSWER = "answer";

  private static final String NUMBER = "number";
  private static final String ERROR = "error";

  private final Pipe pipe;
  private final AtomicLong last = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonObject>> open = new ConcurrentHashMap<>();

  ParentCalls(Pipe pipe) {
    this.pipe = pipe;
  }

  /** Asks, and waits for the id. */
  String enqueue(Call call) {
    long number = last.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    open.put(number, answer);
    pipe.write(JsonObject.builder().put(CALL, CallCodec.encode(call)).put(NUMBER, number).build());
    try {
      return id(answer.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; it may be enqueued or not", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("answers are told, no errors", e);
    } finally {
      open.remove(number);
    }
  }

  private static String id(JsonObject answer) {
    return answer
        .textOf(ANSWER)
        .orElseThrow(() -> new IllegalStateException(answer.textOf(ERROR).orElse("")));
  }

  /** Takes the parent's answer. */
  void answered(JsonObject line) {
    long number = line.get(NUMBER).asLong().orElseThrow();
    CompletableFuture<JsonObject> waiting = open.get(number);
    if (waiting != null) {
      waiting.complete(line);
    }
  }

  /** The parent's side: does it, and says what came of it. */
  static JsonObject answer(JsonObject said, Child.Heard heard) {
    JsonObject.Builder answer = JsonObject.builder().put(NUMBER, said.get(NUMBER));
    try {
      Call call = CallCodec.decode(said.get(CALL).asObject().orElseThrow());
      answer.put(ANSWER, heard.enqueue(call));
    } catch (RuntimeException e) {
      // The task's matter: it is thrown there.
      answer.put(ANSWER, io.taskq.json.JsonNull.NULL).put(ERROR, String.valueOf(e.getMessage()));
    }
    return answer.build();
  }
}
