package io.taskq.cli.option;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonException;
import io.taskq.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The arguments of a task, one by one or as JSON. */
public final class ArgumentOptions {

  // Filled by no one: the consumers put both kinds into one list.
  @SuppressWarnings("unused")
  @Option(
      names = "--arg",
      paramLabel = "V",
      parameterConsumer = Typed.class,
      description = "One argument: a number, true, false, null or JSON as such, else text.")
  private List<String> typed;

  @SuppressWarnings("unused")
  @Option(
      names = "--arg-str",
      paramLabel = "V",
      parameterConsumer = Text.class,
      description = "One argument, always as text.")
  private List<String> text;

  @Option(
      names = "--kwarg",
      paramLabel = "K=V",
      description = "One named argument, read like --arg.")
  private List<String> named = List.of();

  @Option(
      names = {"-a", "--args"},
      paramLabel = "JSON",
      description = "All arguments as a JSON array.")
  private String array;

  @Option(
      names = {"-k", "--kwargs"},
      paramLabel = "JSON",
      description = "All named arguments as a JSON object.")
  private String object;

  /** Both options fill one list, because their order among each other counts. */
  private final List<Json> inOrder = new ArrayList<>();

  /** The arguments by position. */
  public JsonArray args() {
    if (array == null) {
      return new JsonArray(inOrder);
    }
    if (!inOrder.isEmpty()) {
      throw mixed("--arg", "--args");
    }
    String hint = "Give one JSON array, for example --args '[2, 3]'.";
    return parse("--args", array, hint)
        .asArray()
        .orElseThrow(() -> new TaskqException.Invalid("cannot read --args", "no array", hint));
  }

  /** The arguments by name. */
  public JsonObject kwargs() {
    if (object == null) {
      JsonObject.Builder members = JsonObject.builder();
      named.forEach(pair -> putPair(members, pair));
      return members.build();
    }
    if (!named.isEmpty()) {
      throw mixed("--kwarg", "--kwargs");
    }
    String hint = "Give one JSON object, for example --kwargs '{\"x\": 2}'.";
    return parse("--kwargs", object, hint)
        .asObject()
        .orElseThrow(() -> new TaskqException.Invalid("cannot read --kwargs", "no object", hint));
  }

  private static void putPair(JsonObject.Builder members, String pair) {
    int equals = pair.indexOf('=');
    if (equals < 1) {
      throw new TaskqException.Invalid(
          "cannot read --kwarg", "\"" + pair + "\" has no name", "Give it as --kwarg name=value.");
    }
    members.put(pair.substring(0, equals), ArgumentText.read(pair.substring(equals + 1)));
  }

  private static Json parse(String option, String text, String hint) {
    try {
      return Json.parse(text);
    } catch (JsonException e) {
      String at = e.column() > 0 ? " at column " + e.column() : "";
      throw new TaskqException.Invalid("cannot read " + option, e.getMessage() + at, hint);
    }
  }

  private static TaskqException mixed(String one, String all) {
    return new TaskqException.Invalid(
        "cannot tell the arguments", one + " and " + all + " do not mix", "Use one of the two.");
  }

  /** Takes the value of {@code --arg}. */
  static final class Typed implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
      owner(option).inOrder.add(ArgumentText.read(next(words, option, command)));
    }
  }

  /** Takes the value of {@code --arg-str}. */
  static final class Text implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
      owner(option).inOrder.add(Json.of(next(words, option, command)));
    }
  }

  private static ArgumentOptions owner(ArgSpec option) {
    try {
      return (ArgumentOptions) option.scope().<Object>get();
    } catch (Exception e) {
      throw new IllegalStateException("an option without its object", e);
    }
  }

  private static String next(Stack<String> words, ArgSpec option, CommandSpec command) {
    if (words.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "missing value of " + ((OptionSpec) option).longestName());
    }
    return words.pop();
  }
}
