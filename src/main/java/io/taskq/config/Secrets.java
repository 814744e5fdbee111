package io.taskq.config;

/** Takes passwords out of what is shown. */
public final class Secrets {

  /** What is shown in the place of a secret. */
  public static final String MASK = "***";

  private Secrets() {}

  /**
   * The text with the password of every URL in it masked. A password may hold {@code @}, so
   * everything up to the last {@code @} before the next blank, quote or semicolon counts as one.
   */
  public static String maskUrls(String text) {
    int scheme = text.indexOf("://");
    if (scheme < 0) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    int from = 0;
    while (scheme >= 0) {
      int start = scheme + 3;
      int end = urlEnd(text, start);
      int at = text.lastIndexOf('@', end - 1);
      if (at >= start) {
        int colon = text.indexOf(':', start);
        boolean named = colon >= 0 && colon < at;
        shown.append(text, from, named ? colon + 1 : start).append(MASK);
        from = at;
      }
      scheme = text.indexOf("://", end);
    }
    return shown.append(text, from, text.length()).toString();
  }

  /**
   * A text that is an address as a whole, or was meant to be one: a blank in the password, or a
   * scheme that is missing, must not bring it to light.
   */
  static String maskAddress(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return text;
    }
    int scheme = text.indexOf("://");
    int start = scheme < 0 || scheme > at ? 0 : scheme + 3;
    int colon = text.indexOf(':', start);
    boolean named = colon >= 0 && colon < at;
    return text.substring(0, named ? colon + 1 : start) + MASK + text.substring(at);
  }

  private static int urlEnd(String text, int start) {
    int end = start;
    while (end < text.length() && " \t\n\r\"';,".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}
