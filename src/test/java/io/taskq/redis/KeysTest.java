package io.taskq.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

  @Test
  void our_keys_share_the_slot_of_celerys_list() {
    QueueKeys queue = new Keys("app-", 5).queue("mail");

    assertThat(queue.list(0)).isEqualTo("app-mail");
    assertThat(queue.list(3)).isEqualTo("app-mail\u0006\u00169");
    assertThat(queue.leased()).isEqualTo("taskq:{app-mail}:inf");
  }

  @Test
  void channels_carry_the_database() {
    Keys keys = new Keys("app-", 5);

    assertThat(keys.pidbox()).isEqualTo("app-/5.celery.pidbox");
    assertThat(keys.wake("mail")).isEqualTo("app-taskq:wake:5:mail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a{b",
        "a}b",
        "a\u0006\u00163",
        "a\nb",
        "unacked",
        "unacked_index",
        "_kombu.binding.x",
        "taskq:x",
        "celery-task-meta-1"
      })
  void a_queue_name_that_would_collide_is_refused(String name) {
    Keys keys = new Keys("", 0);

    assertThatThrownBy(() -> keys.queue(name)).isInstanceOf(TaskqException.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"celery", "with space", "邮件", "mail.outgoing-1"})
  void any_other_name_may_be_used(String name) {
    assertThat(new Keys("", 0).queue(name).list(0)).isEqualTo(name);
  }
}
