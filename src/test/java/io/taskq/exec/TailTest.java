package io.taskq.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4_095, 4_096, 4_097, 9_999, 10_000, 10_001, 20_001, 123_456})
  void it_keeps_the_end_whatever_the_length(int length) {
    Tail tail = new Tail(10_000);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < length; i++) {
      all.append((char) ('a' + i % 23));
    }
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);

    for (int from = 0; from < length; from += 777) {
      tail.add(bytes, from, Math.min(777, length - from));
    }

    assertThat(tail.text()).isEqualTo(all.substring(Math.max(0, length - 10_000)));
    assertThat(tail.isCut()).isEqualTo(length > 10_000);
  }

  @Test
  void what_is_no_text_becomes_the_sign_for_that() {
    Tail tail = new Tail(10);

    tail.add(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3}, 0, 4);

    assertThat(tail.text()).isEqualTo("a\ufffdb\ufffd");
  }
}
