package io.taskq.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import org.junit.jupiter.api.Test;

class NodeNameTest {

  @Test
  void percent_words_stand_for_parts_of_the_host_name() {
    assertThat(NodeName.parse("mail@%h", "a.example.com")).hasToString("mail@a.example.com");
    assertThat(NodeName.parse("mail@%n", "a.example.com")).hasToString("mail@a");
    assertThat(NodeName.parse("mail@%d", "a.example.com")).hasToString("mail@example.com");
    assertThat(NodeName.parse("100%%@%h", "a")).hasToString("100%@a");
  }

  @Test
  void a_name_without_host_lives_on_this_one() {
    assertThat(NodeName.parse("mail", "alpha")).hasToString("mail@alpha");
  }

  @Test
  void nodes_without_a_name_are_numbered() {
    assertThat(NodeName.numbered(2, "alpha")).hasToString("worker2@alpha");
  }

  @Test
  void a_name_that_would_break_a_screen_or_a_list_is_refused() {
    for (String wrong : new String[] {"", "@alpha", "mail@", "ma il", "mail\n", "mail@%x"}) {
      assertThatThrownBy(() -> NodeName.parse(wrong, "alpha"))
          .as(wrong)
          .isInstanceOf(TaskqException.Invalid.class);
    }
  }
}
