package io.taskq.control;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for node names from outside, read as Python's fnmatch or as a regular expression that
 * must fit from the start. Immutable.
 */
final class NodePattern {

  private static final int LONGEST = 255;

  /** Far more looks than an honest pattern needs on a name. */
  private static final int MOST_LOOKS = 100_000;

  private final Pattern pattern;
  private final boolean whole;

  private NodePattern(Pattern pattern, boolean whole) {
    this.pattern = pattern;
    this.whole = whole;
  }

  static Optional<NodePattern> regex(String text) {
    return compile(text, false);
  }

  static Optional<NodePattern> glob(String text) {
    return text.length() > LONGEST ? Optional.empty() : compile(translate(text), true);
  }

  boolean matches(String name) {
    try {
      var matcher = pattern.matcher(new Counted(name));
      return whole ? matcher.matches() : matcher.lookingAt();
    } catch (TooManyLooks e) {
      return false;
    }
  }

  private static Optional<NodePattern> compile(String regex, boolean whole) {
    if (regex.length() > LONGEST * 8) {
      return Optional.empty();
    }
    try {
      return Optional.of(new NodePattern(Pattern.compile(regex, Pattern.DOTALL), whole));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  private static String translate(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int end = c == '[' ? endOfSet(glob, i) : -1;
      if (end > 0) {
        regex.append(set(glob.substring(i + 1, end)));
        i = end;
      } else {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  /** Where the set that starts here ends; -1 when it does not, and the bracket is just one. */
  private static int endOfSet(String glob, int start) {
    int from = start + 1;
    from += glob.startsWith("!", from) ? 1 : 0;
    // A bracket in the first place is a member of the set.
    return glob.indexOf(']', from + 1);
  }

  private static String set(String members) {
    boolean inverted = members.startsWith("!");
    String plain = inverted ? members.substring(1) : members;
    StringBuilder set = new StringBuilder(inverted ? "[^" : "[");
    plain.chars().forEach(c -> set.append("\\[]^&".indexOf(c) < 0 ? "" : "\\").append((char) c));
    return set.append(']').toString();
  }

  /** Thrown out of a match that would never end. */
  private static final class TooManyLooks extends RuntimeException {
    private TooManyLooks() {
      super("the pattern takes too long", null, false, false);
    }
  }

  /**
   * A name that lets itself be looked at only so often: Java's patterns can take years on a short
   * text, and the one who answers must not hang on a pattern from outside.
   */
  private static final class Counted implements CharSequence {

    private final String text;
    private int looks;

    private Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST_LOOKS) {
        throw new TooManyLooks();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
