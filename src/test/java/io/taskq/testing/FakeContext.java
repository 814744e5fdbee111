package io.taskq.testing;

import io.taskq.task.Call;
import io.taskq.task.TaskContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run that a test ends when it wants. */
public final class FakeContext implements TaskContext {

  public final List<String> said = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  public void end() {
    ended = true;
  }

  @Override
  public String task() {
    return "fake";
  }

  @Override
  public System.Logger logger() {
    return System.getLogger("fake");
  }

  @Override
  public String enqueue(Call call) {
    said.add("enqueue " + call.task());
    return "id-of-" + call.task();
  }

  @Override
  public String id() {
    return "id-1";
  }

  @Override
  public int attempt() {
    return 2;
  }

  @Override
  public int delivery() {
    return 3;
  }

  @Override
  public long fence() {
    return 4;
  }

  @Override
  public String queue() {
    return "q";
  }

  @Override
  public Map<String, Object> headers() {
    return Map.of("trace", "t");
  }

  @Override
  public void progress(double percent, String text) {
    said.add(percent + " " + text);
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public boolean hasEnded() {
    return ended;
  }
}
