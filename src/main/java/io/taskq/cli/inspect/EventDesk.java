package io.taskq.cli.inspect;

import io.taskq.cli.output.Columns;
import io.taskq.cli.output.Paint;
import io.taskq.json.JsonObject;
import io.taskq.text.Visible;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the screen of events shows, and what its keys do; it knows no terminal. A task is chosen by
 * its id, so that the choice stays where it is while others come. Used by one thread.
 */
final class EventDesk {

  private static final String KEYS = "j/k choose   s show   r revoke   q quit";
  private static final String BACK = "r revoke   q quit   any other key goes back";
  private static final String NOTHING_CHOSEN = "choose a task first, with j and k";

  /** An empty line and the one that tells the keys. */
  private static final int FOOT = 2;

  private final EventView view = new EventView();
  private final Consumer<String> revoke;
  private final Paint paint;
  private Optional<String> chosen = Optional.empty();
  private boolean showing;
  private String note = KEYS;

  /**
   * A desk with nothing on it.
   *
   * @param revoke keeps the task of that id from starting
   */
  EventDesk(Consumer<String> revoke, Paint paint) {
    this.revoke = revoke;
    this.paint = paint;
  }

  void add(JsonObject event, Instant now) {
    view.add(event, now);
  }

  /** Does what a key asks for; false for the end. */
  boolean press(int key) {
    note = KEYS;
    boolean shown = showing;
    showing = false;
    switch (key) {
      case 'q', 3 -> {
        return false;
      }
      case 'j' -> choose(shown ? 0 : 1);
      case 'k' -> choose(shown ? 0 : -1);
      case 's' -> withChosen(task -> showing = !shown);
      case 'r' -> withChosen(this::revoke);
      default -> {}
    }
    return true;
  }

  private void choose(int step) {
    List<String> ids = view.tasks().stream().map(EventView.Watched::id).toList();
    if (!ids.isEmpty()) {
      int at = chosen.map(ids::indexOf).orElse(-1);
      chosen = Optional.of(ids.get(Math.clamp(at + step, 0, ids.size() - 1)));
    }
  }

  private void withChosen(Consumer<EventView.Watched> deed) {
    chosen.flatMap(view::task).ifPresentOrElse(deed, () -> note = NOTHING_CHOSEN);
  }

  private void revoke(EventView.Watched task) {
    revoke.accept(task.id());
    note = Visible.of("revoked " + task.name() + "[" + task.id() + "]; what runs goes on");
  }

  /** The screen: at most so many lines, none wider than the columns. */
  List<String> picture(Instant now, int rows, int columns) {
    int room = Math.max(1, rows - FOOT);
    Optional<EventView.Watched> shown = chosen.filter(id -> showing).flatMap(view::task);
    List<String> lines = new ArrayList<>();
    shown.ifPresentOrElse(
        task -> lines.addAll(details(task, columns)),
        () -> lines.addAll(view.lines(now, chosen.orElse(""), room, columns, paint)));
    List<String> picture = new ArrayList<>(lines.subList(0, Math.min(room, lines.size())));
    picture.add("");
    String keys = shown.isPresent() ? BACK : note;
    picture.add(paint.paint(Paint.Tone.FAINT, Columns.cut(keys, columns)));
    return picture;
  }

  private List<String> details(EventView.Watched task, int columns) {
    List<String> lines = new ArrayList<>();
    String title = Columns.cut(Visible.of(task.name() + "[" + task.id() + "]"), columns);
    lines.add(paint.paint(Paint.Tone.HEADING, title));
    member("state", task.state(), columns, lines);
    member("worker", task.node(), columns, lines);
    member("args", task.args(), columns, lines);
    member("kwargs", task.kwargs(), columns, lines);
    member("result", task.outcome(), columns, lines);
    for (String line : task.traceback().lines().toList()) {
      lines.add(Columns.cut("  " + Visible.of(line.replace("\t", "    ")), columns));
    }
    return lines;
  }

  private static void member(String name, String value, int columns, List<String> lines) {
    String label = "  %-8s".formatted(name);
    for (String line : Columns.wrap(Visible.of(value), columns - label.length())) {
      lines.add(Columns.cut(label + line, columns));
      label = " ".repeat(label.length());
    }
  }
}
