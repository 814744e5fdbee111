package io.taskq.builtin;

import io.taskq.task.WrongArguments;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places such as {@code {{link}}}, and nothing cleverer: a template is no program.
 *
 * @param file its name, for complaints
 */
record Template(String file, String text) {

  private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}\\n]*)}}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]+");

  /**
   * The text with every place filled.
   *
   * @param escape makes a value harmless where it is put
   */
  String fill(Map<?, ?> vars, UnaryOperator<String> escape) {
    if (text.contains("{{{")) {
      throw wrong("has '{{{', and values that are not escaped are not offered");
    }
    StringBuilder filled = new StringBuilder();
    Matcher places = PLACE.matcher(text);
    int end = 0;
    while (places.find()) {
      filled.append(plain(end, places.start()));
      filled.append(escape.apply(value(places.group(1).strip(), vars)));
      end = places.end();
    }
    return filled.append(plain(end, text.length())).toString();
  }

  /** What looks like a place and is none would else be read by the recipient. */
  private String plain(int from, int to) {
    String part = text.substring(from, to);
    if (part.contains("{{")) {
      throw wrong("has '{{' without a name and '}}' on the same line");
    }
    return part;
  }

  private String value(String name, Map<?, ?> vars) {
    if (!NAME.matcher(name).matches()) {
      throw wrong("has {{%s}}: only names can be put there".formatted(name));
    }
    if (!vars.containsKey(name)) {
      throw wrong("needs '%s', which 'vars' does not have".formatted(name));
    }
    return switch (vars.get(name)) {
      case String value -> value;
      case Number value -> value.toString();
      case Boolean value -> value.toString();
      case null, default ->
          throw wrong("needs '%s', which must be text, a number or a boolean".formatted(name));
    };
  }

  /** The value as HTML shows it, in a text and between quotes. */
  static String asHtml(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private WrongArguments wrong(String why) {
    return new WrongArguments("template '%s' %s".formatted(file, why));
  }
}
