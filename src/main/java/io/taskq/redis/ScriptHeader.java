package io.taskq.redis;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How many keys and arguments a script says it takes. A line {@code KEYS[n...]} or {@code
 * ARGV[n...]} says that any number may follow from n on.
 */
record ScriptHeader(int keys, boolean moreKeys, int args, boolean moreArgs) {

  private static final Pattern USES = Pattern.compile("(?m)^-- Uses (.*)$");

  static ScriptHeader of(String source) {
    return new ScriptHeader(
        count(source, "KEYS\\[\\d+\\]"),
        count(source, "KEYS\\[\\d+\\.\\.\\.\\]") > 0,
        count(source, "ARGV\\[\\d+\\]"),
        count(source, "ARGV\\[\\d+\\.\\.\\.\\]") > 0);
  }

  static List<String> parts(String source) {
    return USES.matcher(source)
        .results()
        .flatMap(uses -> List.of(uses.group(1).split("[ ,]+")).stream())
        .toList();
  }

  void check(String name, int givenKeys, int givenArgs) {
    if (!fits(givenKeys, keys, moreKeys) || !fits(givenArgs, args, moreArgs)) {
      throw new IllegalArgumentException(
          "%s.lua takes %d%s keys and %d%s arguments, not %d and %d"
              .formatted(
                  name,
                  keys,
                  moreKeys ? "+" : "",
                  args,
                  moreArgs ? "+" : "",
                  givenKeys,
                  givenArgs));
    }
  }

  private static boolean fits(int given, int stated, boolean more) {
    return given == stated || (more && given > stated);
  }

  private static int count(String source, String what) {
    return (int) Pattern.compile("(?m)^-- " + what).matcher(source).results().count();
  }
}
