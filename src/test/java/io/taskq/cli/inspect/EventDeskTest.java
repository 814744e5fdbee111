package io.taskq.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.cli.output.Columns;
import io.taskq.cli.output.Paint;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The screen of events as text at a size, and its keys. */
class EventDeskTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:45:05.579200Z");

  private final List<String> revoked = new ArrayList<>();
  private final EventDesk desk = new EventDesk(revoked::add, Paint.NONE);

  @BeforeEach
  void two_tasks_of_one_worker() {
    tell("worker-heartbeat", "\"active\": 1, \"processed\": 7, \"loadavg\": [0.5]");
    tell("task-received", "\"uuid\": \"a-1\", \"name\": \"add\", \"args\": \"(2,)\"");
    tell("task-succeeded", "\"uuid\": \"a-1\", \"result\": \"5\", \"runtime\": 0.25");
    tell("task-failed", "\"uuid\": \"b\", \"exception\": \"E('x\\u001b[31m')\"");
  }

  @Test
  void it_tells_which_workers_live_and_what_tasks_came_to() {
    assertThat(picture(12, 100))
        .containsExactly(
            "1 worker, 2 tasks seen, 0.2 ended a second",
            "WORKER   STATE   ACTIVE  DONE  LOAD",
            "w1@host  online       1     7  0.5",
            "",
            "   ID   TASK  STATE      WORKER   RESULT",
            "   b    ?     failed     w1@host  E('x\\x1b[31m')",
            "   a-1  add   succeeded  w1@host  0.250s 5",
            "",
            "j/k choose   s show   r revoke   q quit");
    assertThat(desk.picture(NOW.plus(Duration.ofSeconds(6)), 12, 100).get(2)).contains("silent");
    tell("worker-offline", "");
    assertThat(picture(12, 100).get(2)).contains("offline");
  }

  @Test
  void on_a_narrow_screen_the_worker_makes_room_for_the_result() {
    assertThat(picture(24, 80).get(5)).isEqualTo("   b    ?     failed     E('x\\x1b[31m')");
  }

  @ParameterizedTest
  @CsvSource({"24, 80", "30, 100", "5, 20", "1, 1"})
  void nothing_is_higher_or_wider_than_the_screen(int rows, int columns) {
    for (int i = 0; i < 100; i++) {
      tell(
          "task-succeeded",
          "\"uuid\": \"%d\", \"name\": \"\u4e91\u6d77\", \"result\": \"%s\""
              .formatted(i, "\u4e91".repeat(200)));
      tell("worker-online", "\"hostname\": \"w%d@host\"".formatted(i));
    }
    desk.press('j');

    for (int key : new int[] {'x', 's'}) {
      desk.press(key);
      List<String> picture = picture(rows, columns);
      assertThat(picture).hasSizeLessThanOrEqualTo(Math.max(3, rows));
      assertThat(picture).allMatch(line -> Columns.width(line) <= columns);
    }
  }

  @Test
  void the_chosen_task_stays_chosen_while_others_come() {
    desk.press('j');
    desk.press('j');
    tell("task-received", "\"uuid\": \"c\", \"name\": \"add\"");

    assertThat(picture(12, 100)).filteredOn(line -> line.startsWith(">")).hasSize(1);
    assertThat(picture(12, 100).get(7)).startsWith(">  a-1");

    desk.press('r');
    assertThat(revoked).containsExactly("a-1");
    assertThat(picture(12, 100).getLast()).isEqualTo("revoked add[a-1]; what runs goes on");
  }

  @Test
  void without_a_choice_nothing_is_revoked() {
    desk.press('r');

    assertThat(revoked).isEmpty();
    assertThat(picture(12, 100).getLast()).isEqualTo("choose a task first, with j and k");
    desk.press('s');
    assertThat(picture(12, 100).getFirst()).startsWith("1 worker");
  }

  @Test
  void a_task_is_shown_whole_until_another_key_is_pressed() {
    String text = "x".repeat(30);
    tell(
        "task-failed",
        "\"uuid\": \"a-1\", \"exception\": \"%s\", \"traceback\": \"at A\\n\\tat B\""
            .formatted(text));
    desk.press('j');
    desk.press('s');

    assertThat(picture(20, 30))
        .containsExactly(
            "add[a-1]",
            "  state   failed",
            "  worker  w1@host",
            "  args    (2,)",
            "  kwargs  ",
            "  result  " + "x".repeat(20),
            "          " + "x".repeat(10),
            "  at A",
            "      at B",
            "",
            "r revoke   q quit   any other…");
    desk.press('x');
    assertThat(picture(20, 100).getFirst()).startsWith("1 worker");
    assertThat(desk.press('q')).isFalse();
  }

  @Test
  void headings_and_keys_are_painted_where_colours_are_wanted() {
    Paint colours = Paint.of(true, false, Map.of("TERM", "xterm"));
    List<String> picture = new EventDesk(revoked::add, colours).picture(NOW, 10, 80);

    assertThat(picture.get(1)).startsWith("\u001b[1mWORKER");
    assertThat(picture.getLast()).startsWith("\u001b[2mj/k");
    Paint none = Paint.of(true, false, Map.of("TERM", "xterm", "NO_COLOR", "1"));
    assertThat(new EventDesk(revoked::add, none).picture(NOW, 10, 80))
        .noneMatch(line -> line.contains("\u001b"));
  }

  private List<String> picture(int rows, int columns) {
    return desk.picture(NOW.plusSeconds(1), rows, columns);
  }

  private void tell(String type, String members) {
    String host = members.contains("hostname") ? "" : ", \"hostname\": \"w1@host\"";
    String comma = members.isEmpty() ? "" : ", ";
    JsonObject event =
        Json.parse("{\"type\": \"%s\"%s%s%s}".formatted(type, host, comma, members))
            .asObject()
            .orElseThrow();
    desk.add(event, NOW);
  }
}
