package io.taskq.cli.inspect;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Terminal;
import io.taskq.control.Audience;
import io.taskq.control.ControlClient;
import io.taskq.event.EventListener;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The view of events on a terminal, with keys. Used by one thread. */
final class EventScreen {

  private static final Duration BETWEEN_PICTURES = Duration.ofMillis(500);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final CommandContext context;
  private final EventDesk desk;

  EventScreen(CommandContext context) {
    this.context = context;
    this.desk = new EventDesk(this::revoke, context.paint());
  }

  void show(EventListener listener) throws InterruptedException {
    try (Terminal terminal = Terminal.open(context.out())) {
      Instant next = context.clock().instant();
      boolean on = true;
      while (on) {
        List<JsonObject> events = listener.next(LOOK);
        Instant now = context.clock().instant();
        events.forEach(event -> desk.add(event, now));
        int key = terminal.key();
        on = key < 0 || desk.press(key);
        if (key >= 0 || !now.isBefore(next)) {
          next = now.plus(BETWEEN_PICTURES);
          Terminal.Size size = terminal.size();
          terminal.draw(desk.picture(now, size.rows(), size.columns()));
        }
      }
    }
  }

  /** In Redis, and in workers of Celery, which know nothing of that. */
  private void revoke(String id) {
    List<String> ids = List.of(id);
    context.broker().revokes().revoke(ids);
    JsonObject arguments = JsonObject.builder().put("task_id", JsonArray.ofTexts(ids)).build();
    new ControlClient(context.redis(), context.keys(), context.clock())
        .tell("revoke", arguments, Audience.EVERYBODY);
  }
}
