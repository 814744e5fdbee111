package io.taskq.node;

import io.taskq.error.TaskqException;

/**
 * The name of a node: a word, an at sign, and the host it runs on.
 *
 * @param word tells nodes of one host apart, as in {@code worker1}
 * @param host as the machine calls itself
 */
public record NodeName(String word, String host) {

  private static final int LONGEST = 255;

  public NodeName {
    String text = word + "@" + host;
    if (word.isBlank() || host.isBlank() || text.length() > LONGEST) {
      throw refused(text, "a name is a word, @ and a host, at most " + LONGEST + " characters");
    }
    if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw refused(text, "blanks and control characters are not allowed");
    }
  }

  /**
   * Reads a name as {@code --hostname} gives it. {@code %h} is the whole host name, {@code %n} its
   * part before the first dot, {@code %d} the part after it, {@code %%} a percent sign; a name
   * without an at sign lives on this host.
   */
  public static NodeName parse(String text, String thisHost) {
    String expanded = expand(text, thisHost);
    int at = expanded.lastIndexOf('@');
    return at < 0
        ? new NodeName(expanded, thisHost)
        : new NodeName(expanded.substring(0, at), expanded.substring(at + 1));
  }

  /** The name a node takes when nobody chose one: {@code worker1@host}, {@code worker2@host} … */
  public static NodeName numbered(int number, String host) {
    return new NodeName("worker" + number, host);
  }

  private static String expand(String text, String host) {
    int dot = host.indexOf('.');
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char kind = c == '%' && i + 1 < text.length() ? text.charAt(++i) : 0;
      switch (kind) {
        case 0 -> out.append(c);
        case 'h' -> out.append(host);
        case 'n' -> out.append(dot < 0 ? host : host.substring(0, dot));
        case 'd' -> out.append(dot < 0 ? "" : host.substring(dot + 1));
        case '%' -> out.append('%');
        default -> throw refused(text, "nothing is known of " + c + kind);
      }
    }
    return out.toString();
  }

  private static TaskqException refused(String text, String why) {
    return new TaskqException.Invalid(
        "\"" + text + "\" cannot be the name of a node",
        why,
        "Give a word alone, or a word, @ and a host.");
  }

  @Override
  public String toString() {
    return word + "@" + host;
  }
}
