package io.taskq.process;

import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code spin}: never ends, and heeds nothing. {@code spin memory}: takes all the memory there is.
 */
public final class SpinTask implements Task {

  @Override
  public String name() {
    return "spin";
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) throws IOException {
    LedgerTask.note(context, "", "start");
    boolean hoards = arguments.text(0, "what").isPresent();
    List<byte[]> hoard = new ArrayList<>();
    while (Objects.nonNull(hoard)) {
      if (hoards) {
        hoard.add(new byte[1 << 20]);
      }
      Thread.onSpinWait();
    }
    return null;
  }
}
