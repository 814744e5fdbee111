package io.taskq.cli.output;

import io.taskq.config.Secrets;
import io.taskq.json.JsonObject;
import io.taskq.text.Visible;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A log of one line an event, as text or as JSON; what came from outside is made visible, and
 * passwords in addresses are masked. Thread-safe.
 */
public final class LogLines {

  private static final List<String> LEVELS =
      List.of("debug", "info", "warning", "error", "critical");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final PrintWriter out;
  private final boolean json;
  private final int lowest;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Paint paint;

  /**
   * Makes the log.
   *
   * @param format {@code text} or {@code json}
   * @param level the lowest level that is written
   * @param zone in which times are shown
   * @param paint for text
   */
  public LogLines(
      PrintWriter out, String format, String level, InstantSource clock, ZoneId zone, Paint paint) {
    this.out = out;
    this.json = format.equals("json");
    this.lowest = LEVELS.indexOf(level);
    this.clock = clock;
    this.zone = zone;
    this.paint = paint;
  }

  public void info(String text) {
    write("info", text);
  }

  public void warning(String text) {
    write("warning", text);
  }

  /** Escapes again what its writer may have forgotten: a forged line is worse than an odd one. */
  private synchronized void write(String level, String said) {
    String text = Visible.of(Secrets.maskUrls(said));
    if (LEVELS.indexOf(level) < lowest) {
      return;
    }
    if (json) {
      out.println(
          JsonObject.builder()
              .put("time", clock.instant().toString())
              .put("level", level)
              .put("message", text)
              .build()
              .text());
    } else {
      String time = TIME.format(clock.instant().atZone(zone));
      String shown = level.equals("info") ? text : paint.paint(Paint.Tone.CAREFUL, text);
      out.println(paint.paint(Paint.Tone.FAINT, time) + " " + shown);
    }
    out.flush();
  }
}
