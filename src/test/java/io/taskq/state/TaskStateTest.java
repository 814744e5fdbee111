package io.taskq.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TaskStateTest {

  @Test
  void only_three_states_are_the_end() {
    assertThat(Arrays.stream(TaskState.values()).filter(TaskState::isReady))
        .containsExactly(TaskState.SUCCESS, TaskState.FAILURE, TaskState.REVOKED);
  }

  @Test
  void a_word_of_the_tasks_own_means_that_it_runs() {
    assertThat(TaskState.of("PROGRESS")).isEqualTo(TaskState.STARTED);
    assertThat(TaskState.of("RETRY")).isEqualTo(TaskState.RETRY);
    assertThat(TaskState.of("REVOKED")).isEqualTo(TaskState.REVOKED);
  }
}
