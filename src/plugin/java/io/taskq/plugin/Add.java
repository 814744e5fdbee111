package io.taskq.plugin;

import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import io.taskq.task.TaskFacts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** {@code add x y}: the sum of two numbers; whole numbers of any size stay exact. */
public final class Add implements Task {

  @Override
  public String name() {
    return "add";
  }

  @Override
  public TaskFacts facts() {
    return TaskFacts.java(getClass(), List.of("x: a number", "y: a number"));
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) {
    arguments.atMost(2, List.of("x", "y"));
    Number x = arguments.requiredNumber(0, "x");
    Number y = arguments.requiredNumber(1, "y");
    if (x instanceof Double || y instanceof Double) {
      return x.doubleValue() + y.doubleValue();
    }
    return exact(x).add(exact(y));
  }

  private static BigInteger exact(Number number) {
    return new BigDecimal(number.toString()).toBigIntegerExact();
  }
}
