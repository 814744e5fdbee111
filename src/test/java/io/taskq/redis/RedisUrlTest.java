package io.taskq.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

  @Test
  void an_address_is_taken_apart_and_shown_without_its_password() {
    RedisUrl url = RedisUrl.parse("rediss://me:p%40ss@my_host:7000/2");

    assertThat(url.place()).isEqualTo("my_host:7000");
    assertThat(url.db()).isEqualTo(2);
    assertThat(url.password()).hasValue("p@ss");
    assertThat(url.toString()).isEqualTo("rediss://me:***@my_host:7000/2");
  }

  @Test
  void what_is_not_said_has_a_default() {
    assertThat(RedisUrl.parse("redis://").masked()).isEqualTo("redis://127.0.0.1:6379/0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "http://h", "redis://h:x", "redis://h/x", "redis-cluster://h"})
  void a_wrong_address_is_refused(String text) {
    assertThatThrownBy(() -> RedisUrl.parse(text)).isInstanceOf(TaskqException.Invalid.class);
  }

  @Test
  void two_databases_of_one_server_are_on_the_same_server() {
    RedisUrl one = RedisUrl.parse("redis://h:1/0");

    assertThat(one.sameServer(RedisUrl.parse("redis://H:1/5"))).isTrue();
    assertThat(one.sameServer(RedisUrl.parse("redis://h:2/0"))).isFalse();
  }
}
