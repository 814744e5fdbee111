package io.taskq.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words after {@code bin/bench}.
 *
 * @param words as they were written
 * @param parts to run, in this order
 * @param flags those without a value that were given
 * @param values of the others
 */
record Options(
    List<String> words, List<String> parts, List<String> flags, Map<String, String> values) {

  private static final List<String> FLAGS = List.of("--quick", "--require-celery");
  private static final List<String> VALUED =
      List.of("--rounds", "--peers", "--json", "--svg", "--doc", "--read");
  private static final String USUAL_ROUNDS = "5";

  /** What is wrong with the words, in a sentence. */
  static final class Wrong extends RuntimeException {

    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  static String usage() {
    return """
    Usage: bin/bench [PART...] [OPTION...]
    Parts (default: all): %s
      --rounds N        so many rounds, in turns with what is compared (default: 5)
      --quick           a small form: two rounds, few tasks; its numbers say little
      --peers A,B       of %s (default: celery); the last is installed from npm for the run
      --require-celery  fail when no Celery is installed
      --json FILE       write all values
      --svg FILE        draw how far the goals are reached
      --doc FILE        write the run into this document, between its two marks
      --read FILE       measure nothing: show a run that --json wrote
    """
        .formatted(String.join(", ", Part.NAMES), String.join(",", Peers.NAMES));
  }

  static Options parse(List<String> words) {
    List<String> parts = new ArrayList<>();
    List<String> flags = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    List<String> left = new ArrayList<>(words);
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      if (FLAGS.contains(word)) {
        flags.add(word);
      } else if (VALUED.contains(word)) {
        values.put(word, value(word, left));
      } else {
        parts.add(oneOf(Part.NAMES, word, "part"));
      }
    }
    Options options =
        new Options(words, parts.isEmpty() ? Part.NAMES : parts, flags, Map.copyOf(values));
    options.form();
    options.peers();
    return options;
  }

  private static String value(String word, List<String> left) {
    if (left.isEmpty()) {
      throw new Wrong(word + " needs a value");
    }
    return left.removeFirst();
  }

  private static String oneOf(List<String> known, String word, String what) {
    if (!known.contains(word)) {
      throw new Wrong("there is no " + what + " " + word + "; there are " + known);
    }
    return word;
  }

  Form form() {
    boolean quick = flags.contains("--quick");
    String rounds = values.getOrDefault("--rounds", quick ? "2" : USUAL_ROUNDS);
    if (!rounds.matches("[1-9]\\d{0,3}")) {
      throw new Wrong("--rounds is a number from 1 on, not " + rounds);
    }
    return new Form(Integer.parseInt(rounds), quick);
  }

  List<String> peers() {
    String named = values.getOrDefault("--peers", Peers.CELERY);
    return Arrays.stream(named.split(",")).map(name -> oneOf(Peers.NAMES, name, "peer")).toList();
  }

  boolean requireCelery() {
    return flags.contains("--require-celery");
  }

  Optional<Path> file(String option) {
    return Optional.ofNullable(values.get(option)).map(Path::of);
  }
}
