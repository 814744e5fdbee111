package io.taskq.cli;

import io.taskq.cli.command.CandidatesCommand;
import io.taskq.cli.option.CommandContext;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Where taskq starts. */
public final class Main {

  /** Global options whose value is the next word, so that word is no command. */
  private static final List<String> WITH_VALUE =
      List.of("-b", "--broker", "--result-backend", "--config");

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    // Numbers look the same everywhere, so that scripts can read them.
    Locale.setDefault(Locale.ROOT);
    PrintWriter out = writer(System.out);
    PrintWriter err = writer(System.err);
    int exitCode = run(out, err, System.getenv(), Path.of(""), args);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  /**
   * Runs one command and answers its exit code.
   *
   * @param folder where relative paths start
   */
  public static int run(
      PrintWriter out,
      PrintWriter err,
      Map<String, String> environment,
      Path folder,
      String... args) {
    try (CommandContext context = new CommandContext(out, err, environment, folder)) {
      return commandLine(context, args).execute(args);
    }
  }

  /** The command line for these words: with the one command they name, or with all. */
  private static CommandLine commandLine(CommandContext context, String... args) {
    CommandLine root = new CommandLine(new RootCommand());
    root.addMixin("global", context.global());
    String name = commandName(args);
    CommandTable.create(name, context)
        .ifPresentOrElse(root::addSubcommand, () -> outline(root, context));
    if (context.environment().keySet().stream().anyMatch(key -> key.startsWith("TASKQ_"))) {
      root.setDefaultValueProvider(new EnvironmentDefaults(context.environment()));
    }
    ErrorReport report = new ErrorReport(context);
    if (name.equals(CandidatesCommand.NAME)) {
      // What can be typed next is seen in the whole tree.
      addAll(root, context);
    }
    return root.setOut(context.out())
        .setErr(context.err())
        .setUsageHelpLongOptionsMaxWidth(28)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(report)
        .setParameterExceptionHandler(report);
  }

  /**
   * The commands by name and purpose: all that the help of taskq itself, and the answer to a word
   * nobody knows, have to say of them. To read all their options took twice as long as the rest.
   */
  private static void outline(CommandLine root, CommandContext context) {
    for (String name : CommandTable.NAMES) {
      Object command = CommandTable.create(name, context).orElseThrow();
      Object own = command instanceof CommandLine line ? line.getCommand() : command;
      Command says = own.getClass().getAnnotation(Command.class);
      CommandSpec outline = CommandSpec.create().aliases(says.aliases());
      outline.usageMessage().description(says.description());
      root.addSubcommand(name, outline);
    }
  }

  /** The whole tree of commands, for completion. */
  static CommandLine addAll(CommandLine root, CommandContext context) {
    for (String name : CommandTable.NAMES) {
      root.addSubcommand(CommandTable.create(name, context).orElseThrow());
    }
    return root;
  }

  private static String commandName(String... args) {
    int at = 0;
    while (at < args.length && args[at].startsWith("-")) {
      at += WITH_VALUE.contains(args[at]) ? 2 : 1;
    }
    return at < args.length ? args[at] : "";
  }

  /** UTF-8 whatever the locale says: task arguments are text of any language. */
  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(stream, false, StandardCharsets.UTF_8);
  }
}
