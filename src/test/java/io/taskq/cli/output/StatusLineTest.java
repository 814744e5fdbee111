package io.taskq.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.ManualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusLineTest {

  private static final String ERASE = "\r\u001b[K";

  private final ManualClock clock = ManualClock.at(Instant.EPOCH);
  private final StringWriter text = new StringWriter();

  @Test
  void it_is_written_over_itself_now_and_then_and_taken_away() {
    try (StatusLine line = new StatusLine(new PrintWriter(text), true, clock)) {
      line.say("too soon");
      clock.advance(Duration.ofMillis(200));
      line.say("one");
      line.say("too soon");
      clock.advance(Duration.ofMillis(200));
      line.say("two");
    }

    assertThat(text).hasToString(ERASE + "one ..." + ERASE + "two ..." + ERASE);
  }

  @Test
  void short_work_shows_none() {
    try (StatusLine line = new StatusLine(new PrintWriter(text), true, clock)) {
      line.say("one");
    }

    assertThat(text).hasToString("");
  }

  @Test
  void without_a_terminal_there_is_none() {
    try (StatusLine line = new StatusLine(new PrintWriter(text), false, clock)) {
      clock.advance(Duration.ofSeconds(1));
      line.say("one");
    }

    assertThat(text).hasToString("");
  }
}
