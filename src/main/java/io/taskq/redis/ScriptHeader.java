package io.taskq.redis;

import java.util.ArrayList;
import java.util.List;

/**
 * How many keys and arguments a script says it takes. A line {@code KEYS[n...]} or {@code
 * ARGV[n...]} says that any number may follow from n on.
 */
record ScriptHeader(int keys, boolean moreKeys, int args, boolean moreArgs) {

  private static final String USES = "-- Uses ";

  // No regular expressions: a short command reads two scripts, and nothing else would need them.
  static ScriptHeader of(String source) {
    int keys = 0;
    int args = 0;
    boolean moreKeys = false;
    boolean moreArgs = false;
    for (String line : source.split("\n", -1)) {
      boolean more = line.contains("...]");
      if (line.startsWith("-- KEYS[")) {
        keys += more ? 0 : 1;
        moreKeys |= more;
      } else if (line.startsWith("-- ARGV[")) {
        args += more ? 0 : 1;
        moreArgs |= more;
      }
    }
    return new ScriptHeader(keys, moreKeys, args, moreArgs);
  }

  static List<String> parts(String source) {
    List<String> parts = new ArrayList<>();
    for (String line : source.split("\n", -1)) {
      if (line.startsWith(USES)) {
        parts.addAll(List.of(line.substring(USES.length()).split(" ", -1)));
      }
    }
    return parts;
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
}
