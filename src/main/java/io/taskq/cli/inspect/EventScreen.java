package io.taskq.cli.inspect;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Terminal;
import io.taskq.control.Audience;
import io.taskq.control.ControlClient;
import io.taskq.event.EventListener;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The view of events on a terminal, with keys. Used by one thread. */
final class EventScreen {

  private static final Duration BETWEEN_PICTURES = Duration.ofMillis(500);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String KEYS = "j/k choose   s show   r revoke   q quit";

  private final CommandContext context;
  private final EventView view = new EventView();
  private int chosen;
  private String note = KEYS;

  EventScreen(CommandContext context) {
    this.context = context;
  }

  void show(EventListener listener) throws InterruptedException {
    try (Terminal terminal = Terminal.open(context.out())) {
      Instant next = context.clock().instant();
      boolean on = true;
      while (on) {
        List<JsonObject> events = listener.next(LOOK);
        Instant now = context.clock().instant();
        events.forEach(event -> view.add(event, now));
        int key = terminal.key();
        on = press(key);
        if (key >= 0 || !now.isBefore(next)) {
          next = now.plus(BETWEEN_PICTURES);
          List<String> lines = view.lines(now, chosen, terminal.height());
          terminal.draw(lines, note);
        }
      }
    }
  }

  /** Does what a key asks for; false for the end. */
  private boolean press(int key) {
    switch (key) {
      case 'q', 3 -> {
        return false;
      }
      case 'j' -> choose(chosen + 1);
      case 'k' -> choose(chosen - 1);
      case 's' -> withChosen(this::describe);
      case 'r' -> withChosen(this::revoke);
      default -> {}
    }
    return true;
  }

  private void choose(int number) {
    chosen = Math.clamp(number, 0, Math.max(0, view.tasks().size() - 1));
    note = KEYS;
  }

  private void withChosen(Consumer<EventView.Watched> deed) {
    if (chosen < view.tasks().size()) {
      deed.accept(view.tasks().get(chosen));
    }
  }

  private void describe(EventView.Watched task) {
    note =
        Visible.of(
            "%s[%s] %s on %s args=%s %s"
                .formatted(
                    task.name(),
                    task.id(),
                    task.state(),
                    task.node(),
                    task.args(),
                    task.outcome()));
  }

  /** In Redis, and in workers of Celery, which know nothing of that. */
  private void revoke(EventView.Watched task) {
    List<String> ids = List.of(task.id());
    context.broker().revokes().revoke(ids);
    JsonObject arguments = JsonObject.builder().put("task_id", JsonArray.ofTexts(ids)).build();
    new ControlClient(context.redis(), context.keys(), context.clock())
        .tell("revoke", arguments, Audience.EVERYBODY);
    note = Visible.of("revoked " + task.name() + "[" + task.id() + "]; what runs goes on");
  }
}
