package io.taskq.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers an HTTP task may send. */
record HeaderRules(YamlFile file) {

  /** What says where a request ends, and whom it is for, is not for a file to say. */
  private static final Set<String> OWN =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "expect",
          "upgrade",
          "te",
          "trailer",
          "accept-encoding");

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** A tab alone is harmless there. */
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

  void check(Map<String, PlaceText> headers, int line) {
    Set<String> seen = new HashSet<>();
    headers.forEach(
        (name, value) -> {
          check(name, value, line);
          if (!seen.add(name.toLowerCase(Locale.ROOT))) {
            throw file.wrong(line, "the header %s is given twice".formatted(name), "Keep one.");
          }
        });
  }

  private void check(String name, PlaceText value, int line) {
    String low = name.toLowerCase(Locale.ROOT);
    if (!TOKEN.matcher(name).matches()) {
      throw file.wrong(
          line, "\"%s\" is no name of a header".formatted(name), "Use letters, digits and -.");
    }
    if (OWN.contains(low) || low.startsWith("proxy-")) {
      throw file.wrong(
          line, "the header %s is taskq's own".formatted(name), "Leave it out of headers.");
    }
    if (CONTROL.matcher(value.literal()).find()) {
      throw file.wrong(
          line, "the header %s has a line break".formatted(name), "Write it on one line.");
    }
  }

  /** One name, or a list of them, in small letters. */
  List<String> names(YamlNode node) {
    List<YamlNode> items = node instanceof YamlNode.Items list ? list.items() : List.of(node);
    List<String> names = new ArrayList<>();
    for (YamlNode item : items) {
      if (!(item instanceof YamlNode.Scalar name) || !TOKEN.matcher(name.text()).matches()) {
        throw file.wrong(
            item.line(), "\"keep_headers\" must be names of headers", "Write [X-Request-Id].");
      }
      names.add(name.text().toLowerCase(Locale.ROOT));
    }
    return List.copyOf(names);
  }
}
