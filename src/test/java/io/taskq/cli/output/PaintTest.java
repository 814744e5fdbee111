package io.taskq.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PaintTest {

  private static final Map<String, String> USUAL = Map.of("TERM", "xterm-256color");

  @Test
  void a_terminal_gets_colours_and_a_clean_end_of_each() {
    assertThat(painted(Paint.of(true, false, USUAL))).isEqualTo("\u001b[1;31mbad\u001b[0m");
  }

  @Test
  void a_pipe_or_a_file_gets_none() {
    assertThat(painted(Paint.of(false, false, USUAL))).isEqualTo("bad");
    assertThat(painted(Paint.NONE)).isEqualTo("bad");
  }

  @Test
  void who_wants_none_gets_none() {
    assertThat(painted(Paint.of(true, true, USUAL))).isEqualTo("bad");
    assertThat(painted(Paint.of(true, false, Map.of("TERM", "xterm", "NO_COLOR", "1"))))
        .isEqualTo("bad");
  }

  @Test
  void an_empty_NO_COLOR_refuses_nothing() {
    assertThat(painted(Paint.of(true, false, Map.of("TERM", "xterm", "NO_COLOR", ""))))
        .startsWith("\u001b[");
  }

  @Test
  void a_terminal_that_knows_no_colours_gets_none() {
    assertThat(painted(Paint.of(true, false, Map.of("TERM", "dumb")))).isEqualTo("bad");
    assertThat(painted(Paint.of(true, false, Map.of()))).isEqualTo("bad");
  }

  private static String painted(Paint paint) {
    return paint.paint(Paint.Tone.BAD, "bad");
  }
}
