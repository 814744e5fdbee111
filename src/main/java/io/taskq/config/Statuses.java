package io.taskq.config;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads which statuses of HTTP answers mean success: {@code 201}, {@code 2xx}, or a list. */
record Statuses(YamlFile file) {

  /** Two hundred and something. */
  static final Set<Integer> SUCCESS = hundred(2);

  private static final Pattern STATUS = Pattern.compile("([2-5])(?:xx|(\\d\\d))");

  Set<Integer> read(YamlNode node) {
    Set<Integer> statuses = new TreeSet<>();
    if (node instanceof YamlNode.Items list && !list.items().isEmpty()) {
      list.items().forEach(item -> statuses.addAll(one(item)));
    } else {
      statuses.addAll(one(node));
    }
    return Set.copyOf(statuses);
  }

  private Set<Integer> one(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      Matcher matcher = STATUS.matcher(scalar.text());
      if (matcher.matches()) {
        int first = Integer.parseInt(matcher.group(1));
        return matcher.group(2) == null
            ? hundred(first)
            : Set.of(Integer.parseInt(matcher.group()));
      }
    }
    throw file.wrong(
        node.line(),
        "\"expect\" must be statuses from 200 to 599",
        "Write expect: 200, or expect: [2xx, 404].");
  }

  private static Set<Integer> hundred(int first) {
    return IntStream.range(first * 100, first * 100 + 100)
        .boxed()
        .collect(Collectors.toUnmodifiableSet());
  }
}
