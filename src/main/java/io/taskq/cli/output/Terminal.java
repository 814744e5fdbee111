package io.taskq.cli.output;

import io.taskq.error.TaskqException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The terminal as a screen of its own, with single keys. What was on it comes back at the end, also
 * when the program is interrupted. Used by one thread.
 */
public final class Terminal implements AutoCloseable {

  private static final int ESCAPE = 27;
  private static final String OTHER_SCREEN = "\u001b[?1049h\u001b[?25l";
  private static final String BACK = "\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String END_OF_LINE = "\u001b[K\r\n";
  private static final String END_OF_SCREEN = "\u001b[K\u001b[J";

  private final PrintWriter out;
  private final String before;
  private final Thread atExit;

  private Terminal(PrintWriter out, String before) {
    this.out = out;
    this.before = before;
    this.atExit = new Thread(this::restore);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Takes the terminal over. */
  public static Terminal open(PrintWriter out) {
    Terminal terminal = new Terminal(out, stty("-g"));
    stty("-icanon", "-echo", "min", "0", "time", "0");
    out.print(OTHER_SCREEN);
    out.flush();
    return terminal;
  }

  /** How much room it has. */
  public record Size(int rows, int columns) {}

  /** The key that was pressed, an arrow as the letter that means the same; -1 for none. */
  public int key() {
    try {
      InputStream keys = System.in;
      int key = keys.available() > 0 ? keys.read() : -1;
      if (key != ESCAPE || keys.available() < 2) {
        return key;
      }
      return keys.read() == '[' ? arrow(keys.read()) : key;
    } catch (IOException e) {
      return -1;
    }
  }

  private static int arrow(int letter) {
    return letter == 'A' ? 'k' : letter == 'B' ? 'j' : ESCAPE;
  }

  /** What it has at the moment: people change it. */
  public Size size() {
    String[] size = stty("size").split(" ", 2);
    boolean known = size.length == 2 && (size[0] + size[1]).matches("\\d{2,8}");
    return known
        ? new Size(Math.max(1, Integer.parseInt(size[0])), Math.max(1, Integer.parseInt(size[1])))
        : new Size(24, 80);
  }

  /** Draws the lines, which fit. */
  public void draw(List<String> lines) {
    StringBuilder picture = new StringBuilder(HOME);
    // Without a break behind the last one, which would move a full screen up.
    picture.append(String.join(END_OF_LINE, lines)).append(END_OF_SCREEN);
    out.print(picture);
    out.flush();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    restore();
  }

  private void restore() {
    out.print(BACK);
    out.flush();
    stty(before.split(" ", -1));
  }

  private static String stty(String... words) {
    String[] command = new String[words.length + 1];
    command[0] = "stty";
    System.arraycopy(words, 0, command, 1, words.length);
    try {
      Process stty =
          new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      stty.waitFor(1, TimeUnit.SECONDS);
      return said.strip();
    } catch (IOException e) {
      throw new TaskqException.Refused(
          "the screen cannot be shown", "stty is not there", "Use: taskq events --dump");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
