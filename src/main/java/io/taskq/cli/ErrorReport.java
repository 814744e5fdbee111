package io.taskq.cli;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Build;
import io.taskq.cli.output.Paint;
import io.taskq.config.Nearest;
import io.taskq.config.Secrets;
import io.taskq.error.TaskqException;
import io.taskq.text.Visible;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every failure into two lines for people and an exit code for programs. */
final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private static final int BUG = 1;
  private static final int WRONG_USAGE = 2;

  /** More keystrokes apart, and the suggestion would rather confuse. */
  private static final int TYPING_ERROR = 2;

  private final CommandContext context;

  ErrorReport(CommandContext context) {
    this.context = context;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof InvalidPathException path) {
      // Whichever option or setting it was: the system has no file of such a name.
      say("cannot use a file name: " + path.getReason() + ": " + path.getInput(), "Name a file.");
      stacktrace(e);
      return WRONG_USAGE;
    }
    if (e instanceof TaskqException known) {
      say(known.getMessage(), known.hint());
      stacktrace(e);
      return known.exitCode();
    }
    say(
        "taskq " + Build.VERSION + " has a bug: " + e,
        "Please report it with the output of: taskq report, and what you typed.");
    trace(e);
    return BUG;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    say("cannot run " + name + ": " + reason(e), hint(e, name));
    stacktrace(e);
    return WRONG_USAGE;
  }

  private static String reason(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      return (word.startsWith("-") ? "unknown option '" : "unknown word '") + word + "'";
    }
    String message = e.getMessage().strip();
    return message.isEmpty()
        ? "wrong usage"
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static String hint(ParameterException e, String name) {
    String help = "See: " + name + " --help";
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return help;
    }
    String word = unmatched.getUnmatched().getFirst();
    CommandLine command = e.getCommandLine();
    Set<String> known =
        word.startsWith("-")
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet();
    return Nearest.to(word, known, TYPING_ERROR)
        .map(near -> "Did you mean " + near + "?")
        .orElse(help);
  }

  private void say(String what, String hint) {
    PrintWriter err = context.err();
    String name = context.talkPaint().paint(Paint.Tone.BAD, "taskq:");
    err.println(name + " " + Visible.of(Secrets.maskUrls(what)));
    hint.lines().forEach(line -> err.println("  " + Visible.of(Secrets.maskUrls(line))));
  }

  private void stacktrace(Exception e) {
    if (context.global().stacktrace()) {
      trace(e);
    }
  }

  /** Messages inside a trace are from outside too. */
  private void trace(Exception e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    context.err().print(Visible.lines(Secrets.maskUrls(text.toString())));
  }
}
