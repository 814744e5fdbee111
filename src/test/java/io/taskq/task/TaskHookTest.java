package io.taskq.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;

class TaskHookTest {

  private final List<String> said = new ArrayList<>();
  private final TaskContext context = Mockito.mock(TaskContext.class);

  private TaskHook noting(String name) {
    return new TaskHook() {
      @Override
      public void before(TaskContext run, Arguments arguments) {
        said.add(name + " before " + arguments.positional());
      }

      @Override
      public void after(TaskContext run, Object result) {
        said.add(name + " after " + result);
      }

      @Override
      public void onFailure(TaskContext run, Throwable thrown) {
        said.add(name + " failed " + thrown.getMessage());
      }
    };
  }

  private static Task task(boolean fails) {
    return new Task() {
      @Override
      public String name() {
        return "t";
      }

      @Override
      public Object run(TaskContext run, Arguments arguments) throws IOException {
        if (fails) {
          throw new IOException("disk");
        }
        return 5;
      }
    };
  }

  private Object run(Task task, TaskHook... hooks) throws Exception {
    TaskRegistry registry = TaskRegistry.of(List.of(task), List.of(hooks));
    return registry.run(task, context, new Arguments(List.of(1L), Map.of()));
  }

  @Test
  void the_first_hook_is_the_outermost() throws Exception {
    assertThat(run(task(false), noting("a"), noting("b"))).isEqualTo(5);

    assertThat(said).containsExactly("a before [1]", "b before [1]", "b after 5", "a after 5");
  }

  @Test
  void a_failure_passes_all_hooks_as_it_is() {
    assertThatThrownBy(() -> run(task(true), noting("a"), noting("b")))
        .isInstanceOf(IOException.class);

    assertThat(said)
        .containsExactly("a before [1]", "b before [1]", "b failed disk", "a failed disk");
  }

  @Test
  void a_hook_that_cannot_begin_fails_the_run_and_only_those_before_it_are_told() {
    TaskHook broken = Mockito.mock(TaskHook.class);
    try {
      Mockito.doThrow(new IOException("no session"))
          .when(broken)
          .before(ArgumentMatchers.any(), ArgumentMatchers.any());
    } catch (Exception e) {
      throw new AssertionError(e);
    }

    assertThatThrownBy(() -> run(task(false), noting("a"), broken, noting("c")))
        .hasMessage("no session");
    assertThat(said).containsExactly("a before [1]", "a failed no session");
  }

  @Test
  void what_a_hook_throws_over_a_failure_is_noted_with_it() throws Exception {
    TaskHook broken = Mockito.mock(TaskHook.class);
    Mockito.doThrow(new IOException("metrics away"))
        .when(broken)
        .onFailure(ArgumentMatchers.any(), ArgumentMatchers.any());

    assertThatThrownBy(() -> run(task(true), broken))
        .hasMessage("disk")
        .satisfies(
            e -> assertThat(e.getSuppressed()).extracting("message").contains("metrics away"));
  }

  @Test
  void a_registry_becomes_another_for_all_who_hold_it() {
    TaskRegistry registry = TaskRegistry.of(List.of());
    assertThat(registry.find("t")).isEmpty();

    registry.become(TaskRegistry.of(List.of(task(false))));

    assertThat(registry.names()).containsExactly("t");
  }
}
