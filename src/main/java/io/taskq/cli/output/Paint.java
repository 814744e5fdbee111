package io.taskq.cli.output;

import java.util.Map;

/**
 * Colours for somebody at a terminal. Nothing is told by colour alone: who has none, or turned them
 * off, reads the same words.
 */
public final class Paint {

  /** What a colour stands for. */
  public enum Tone {
    /** As it should be. */
    GOOD("32"),
    /** Worth a look. */
    CAREFUL("33"),
    /** Wrong. */
    BAD("1;31"),
    /** The names of columns. */
    HEADING("1"),
    /** Steps back behind the rest. */
    FAINT("2");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  /** No colours. */
  public static final Paint NONE = new Paint(false);

  private static final String START = "\u001b[";
  private static final String END = START + "0m";

  private final boolean coloured;

  private Paint(boolean coloured) {
    this.coloured = coloured;
  }

  /**
   * Colours where they are seen and wanted.
   *
   * @param terminal whether a terminal shows it
   * @param unwanted whether a flag said so
   * @param environment whose {@code NO_COLOR} and {@code TERM} are heeded
   */
  public static Paint of(boolean terminal, boolean unwanted, Map<String, String> environment) {
    boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean able = !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Paint(terminal && able && !unwanted && !refused);
  }

  /** The text in that tone. What came from outside is made visible before, never after. */
  public String paint(Tone tone, String text) {
    return coloured && !text.isEmpty() ? START + tone.code + "m" + text + END : text;
  }
}
