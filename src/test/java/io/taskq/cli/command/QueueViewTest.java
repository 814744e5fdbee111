package io.taskq.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.broker.QueueStats;
import io.taskq.cli.option.CommandContext;
import io.taskq.message.MessageCodec;
import io.taskq.message.Outgoing;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueViewTest {

  private final Instant now = Instant.now();

  @Test
  void the_oldest_of_all_priorities_gives_the_age() {
    assertThat(age(sent(Duration.ofMinutes(3)), sent(Duration.ofMinutes(14)))).isEqualTo("14 m");
  }

  @Test
  void a_delayed_message_waits_since_it_is_due() {
    String due =
        raw(Outgoing.of("add").sent(now.minus(Duration.ofDays(3))).eta(now.minusSeconds(7_300)));

    assertThat(age(due)).isEqualTo("2 h");
  }

  @Test
  void what_celery_sent_or_nobody_can_read_has_no_known_age() {
    assertThat(age(raw(Outgoing.of("add")), "{broken")).isEqualTo("-");
    assertThat(age()).isEqualTo("-");
  }

  @Test
  void a_sender_whose_clock_is_ahead_makes_no_negative_age() {
    assertThat(age(sent(Duration.ofHours(-1)))).isEqualTo("0 s");
  }

  private String sent(Duration ago) {
    return raw(Outgoing.of("add").sent(now.minus(ago)));
  }

  private String raw(Outgoing message) {
    return new MessageCodec(MessageCodec.USUAL_MAX_MESSAGE, ZoneOffset.UTC).encode(message.build());
  }

  private static String age(String... heads) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandContext context = new CommandContext(nowhere, nowhere, Map.of(), Path.of("target"));
    List<Long> ready = List.of((long) heads.length, 0L, 0L, 0L);
    QueueStats stats = new QueueStats("mail", ready, 0, 0, 0, List.of(heads), Optional.empty());
    return QueueView.of(stats, List.of(), context).age();
  }
}
