package io.taskq.cli.command;

import io.taskq.error.TaskqException;
import io.taskq.text.Visible;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads which dead letters are meant from one line, such as {@code task=send_mail and
 * (reason~timeout or age>2h)}. Used by one thread.
 */
final class Where {

  /** For help texts. */
  static final String HELP =
      "Those it is true of: FIELD OP VALUE with and, or, not and brackets. Fields: task id delivery"
          + " queue reason worker args kwargs age attempt deliveries. Of text: = != and ~ !~"
          + " (contains, in any case). Of age (such as 2h) and numbers: = != > >= < <=. A value"
          + " with blanks stands in quotes.";

  private static final String EXAMPLE = "For example: --where 'task=send_mail and age>2h'.";
  private static final List<String> OPERATORS = List.of("!=", "!~", ">=", "<=", "=", "~", ">", "<");
  private static final int DEEPEST = 50;
  private static final int SHOWN = 40;

  private final String text;
  private final Instant now;
  private final Set<String> hide;
  private int at;
  private int depth;

  private Where(String text, Instant now, Set<String> hide) {
    this.text = text;
    this.now = now;
    this.hide = hide;
  }

  /**
   * Reads it.
   *
   * @param now the moment ages are counted to
   * @param hide names of arguments nobody can ask for
   */
  static Predicate<Letter> parse(String text, Instant now, Set<String> hide) {
    Where where = new Where(text, now, hide);
    Predicate<Letter> letters = where.alternatives();
    if (where.at < text.length()) {
      throw where.wrong(where.found() + " is neither and nor or", EXAMPLE);
    }
    return letters;
  }

  private Predicate<Letter> alternatives() {
    Predicate<Letter> any = all();
    while (takes("or")) {
      any = any.or(all());
    }
    return any;
  }

  private Predicate<Letter> all() {
    Predicate<Letter> all = one();
    while (takes("and")) {
      all = all.and(one());
    }
    return all;
  }

  private Predicate<Letter> one() {
    if (++depth > DEEPEST) {
      throw wrong("more than " + DEEPEST + " conditions are too many", "Ask in several steps.");
    }
    if (takes("not")) {
      return one().negate();
    }
    if (!takesCharacter('(')) {
      return comparison();
    }
    Predicate<Letter> inside = alternatives();
    if (!takesCharacter(')')) {
      throw wrong("a closing bracket is missing", EXAMPLE);
    }
    return inside;
  }

  private Predicate<Letter> comparison() {
    skipBlanks();
    int start = at;
    String name = word();
    Optional<LetterField> field = LetterField.named(name);
    if (field.isEmpty()) {
      at = start;
      throw wrong(
          name.isEmpty() ? "a field is missing" : "\"" + name + "\" is no field",
          "Fields are " + LetterField.names() + ".");
    }
    skipBlanks();
    String operator =
        OPERATORS.stream().filter(known -> text.startsWith(known, at)).findFirst().orElse("");
    if (!field.get().knows(operator)) {
      throw wrong(
          operator.isEmpty()
              ? "an operator is missing"
              : name + " cannot be asked with " + operator,
          "Ask " + name + " with one of: " + field.get().operators() + ".");
    }
    at += operator.length();
    skipBlanks();
    int valueAt = at;
    String value = value();
    try {
      return field.get().test(operator, value, now, hide);
    } catch (IllegalArgumentException e) {
      at = valueAt;
      throw wrong("\"" + value + "\" is no value of " + name, field.get().right());
    }
  }

  private String value() {
    char quote = at < text.length() ? text.charAt(at) : ' ';
    if (quote != '\'' && quote != '"') {
      String value = until(" \t\n)");
      if (value.isEmpty()) {
        throw wrong("a value is missing", EXAMPLE);
      }
      return value;
    }
    int end = text.indexOf(quote, at + 1);
    if (end < 0) {
      throw wrong("the quote is not closed", "Close it with " + quote + " again.");
    }
    String value = text.substring(at + 1, end);
    at = end + 1;
    return value;
  }

  private String word() {
    return until(" \t\n()=!~<>'\"");
  }

  private String until(String ends) {
    int start = at;
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean takes(String keyword) {
    skipBlanks();
    int start = at;
    if (word().equalsIgnoreCase(keyword)) {
      return true;
    }
    at = start;
    return false;
  }

  private boolean takesCharacter(char c) {
    skipBlanks();
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private String found() {
    return "\"" + Visible.cut(text.substring(at), SHOWN) + "\"";
  }

  private TaskqException.Invalid wrong(String why, String hint) {
    return new TaskqException.Invalid("cannot read --where", why + " at column " + (at + 1), hint);
  }
}
