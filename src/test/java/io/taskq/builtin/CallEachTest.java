package io.taskq.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.task.Arguments;
import io.taskq.task.FinalFailure;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import io.taskq.task.TaskRegistry;
import io.taskq.task.WrongArguments;
import io.taskq.testing.FakeContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallEachTest {

  private static final Task SHOW =
      new Task() {
        @Override
        public String name() {
          return "show";
        }

        @Override
        public Object run(TaskContext context, Arguments arguments) {
          return arguments.positional().toString();
        }
      };

  private final TaskRegistry registry =
      TaskRegistry.of(CallEach.both(TaskRegistry.of(List.of(SHOW))::find));

  @Test
  void map_calls_the_task_with_each_item_and_starmap_with_each_items_items() throws Exception {
    List<Object> items = List.of(List.of(1, 2), List.of(3));

    assertThat(run("celery.map", Map.of("task", "show"), items))
        .isEqualTo(List.of("[[1, 2]]", "[[3]]"));
    assertThat(run("celery.starmap", Map.of("task", "show"), items))
        .isEqualTo(List.of("[1, 2]", "[3]"));
  }

  @Test
  void what_is_no_call_is_refused() {
    assertThatThrownBy(() -> run("celery.map", Map.of("task", "other"), List.of(1)))
        .isInstanceOf(FinalFailure.class)
        .hasMessage("no task other is registered here");
    assertThatThrownBy(() -> run("celery.map", 7, List.of(1))).isInstanceOf(WrongArguments.class);
    assertThatThrownBy(() -> run("celery.map", "show", 7)).isInstanceOf(WrongArguments.class);
    assertThatThrownBy(() -> run("celery.starmap", "show", List.of(1)))
        .isInstanceOf(WrongArguments.class);
  }

  @Test
  void they_are_listed_no_more_than_celery_lists_them() {
    assertThat(registry.find("celery.map")).isPresent();
    assertThat(registry.names()).isEmpty();
  }

  private Object run(String name, Object task, Object it) throws Exception {
    Arguments arguments = new Arguments(List.of(), Map.of("task", task, "it", it));
    return registry.find(name).orElseThrow().run(new FakeContext(), arguments);
  }
}
