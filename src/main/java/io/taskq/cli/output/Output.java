package io.taskq.cli.output;

import io.taskq.json.Json;
import io.taskq.text.Visible;
import java.io.PrintWriter;
import java.util.List;

/**
 * Where a command answers and talks. The answer goes to stdout, all else to stderr.
 *
 * <p>Used by one thread.
 */
public final class Output {

  private final PrintWriter out;
  private final PrintWriter err;
  private final Paint paint;
  private final boolean json;
  private final boolean quiet;

  /**
   * An output in the manner asked for.
   *
   * @param paint for the answer
   * @param json whether answers are JSON
   * @param quiet whether talk is left out
   */
  public Output(PrintWriter out, PrintWriter err, Paint paint, boolean json, boolean quiet) {
    this.out = out;
    this.err = err;
    this.paint = paint;
    this.json = json;
    this.quiet = quiet;
  }

  /** Whether the answer is wanted as JSON. */
  public boolean isJson() {
    return json;
  }

  /** Answers with one line of text; what came from outside is escaped. */
  public void line(String text) {
    out.println(Visible.of(text));
  }

  /** Answers with one line that begins with a word of that tone. */
  public void line(Paint.Tone tone, String word, String rest) {
    out.println(paint.paint(tone, Visible.of(word)) + Visible.of(rest));
  }

  /** Answers with one JSON document, or one line of a stream. */
  public void json(Json value) {
    out.println(value.text());
  }

  /** Answers with a table. */
  public void table(Table table) {
    List<String> lines = table.lines();
    out.println(paint.paint(Paint.Tone.HEADING, lines.getFirst()));
    lines.stream().skip(1).forEach(out::println);
  }

  /** Says something that is not the answer; left out when quiet. */
  public void talk(String text) {
    if (!quiet) {
      err.println(Visible.of(text));
    }
  }

  /** Says what must not be missed, even when quiet. */
  public void warn(String text) {
    err.println(Visible.of(text));
  }

  /** Makes what was written so far visible. */
  public void flush() {
    out.flush();
    err.flush();
  }
}
