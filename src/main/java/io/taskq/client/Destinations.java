package io.taskq.client;

import io.taskq.task.CallOption;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * Where calls go that do not say it themselves.
 *
 * @param queue by the task's name
 * @param priority by the task's name
 */
public record Destinations(UnaryOperator<String> queue, ToIntFunction<String> priority) {

  String queueOf(String task, Wishes wishes) {
    return wishes.text(CallOption.QUEUE).orElseGet(() -> queue.apply(task));
  }

  int priorityOf(String task, Wishes wishes) {
    return wishes.number(CallOption.PRIORITY).orElseGet(() -> priority.applyAsInt(task));
  }
}
