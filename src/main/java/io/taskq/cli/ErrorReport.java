package io.taskq.cli;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Build;
import io.taskq.cli.output.Screen;
import io.taskq.config.Secrets;
import io.taskq.error.TaskqException;
import java.io.PrintWriter;
import java.io.StringWriter;
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

  private final CommandContext context;

  ErrorReport(CommandContext context) {
    this.context = context;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
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
    String message = e.getMessage().strip();
    return message.isEmpty()
        ? "wrong usage"
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static String hint(ParameterException e, String name) {
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return "Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
    }
    return "See: " + name + " --help";
  }

  private void say(String what, String hint) {
    PrintWriter err = context.err();
    err.println("taskq: " + Screen.line(Secrets.maskUrls(what)));
    hint.lines().forEach(line -> err.println("  " + Screen.line(Secrets.maskUrls(line))));
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
    context.err().print(Screen.lines(Secrets.maskUrls(text.toString())));
  }
}
