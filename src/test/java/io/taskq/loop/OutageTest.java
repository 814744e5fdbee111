package io.taskq.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {

  private final ManualClock clock = ManualClock.at(Instant.parse("2030-01-01T00:00:00Z"));
  private final List<String> said = new ArrayList<>();
  private final Outage outage = new Outage(clock, said::add);

  @Test
  void an_outage_is_said_once_when_it_begins_and_once_when_it_ends() {
    outage.down("lost Redis");
    outage.down("lost Redis");
    clock.advance(Duration.ofMillis(3_100));
    outage.up(", 2 running tasks kept their leases");
    outage.up("");

    assertThat(said)
        .containsExactly(
            "lost Redis, trying again",
            "Redis is back after 3.1 s, 2 running tasks kept their leases");
  }

  @Test
  void a_second_outage_is_said_again() {
    outage.down("lost Redis");
    outage.up("");
    outage.down("lost Redis");

    assertThat(outage.isDown()).isTrue();
    assertThat(said).hasSize(3);
  }
}
