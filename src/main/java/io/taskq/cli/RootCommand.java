package io.taskq.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code taskq} itself: carries the global options and runs nothing. */
@Command(
    name = "taskq",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpAutoWidth = false,
    description = "A task queue and scheduler on Redis that speaks Celery's formats.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a bug in taskq",
      "2:wrong usage, wrong setting, wrong file",
      "3:no such task, queue, entry, run",
      "4:refused by the present state, or not --force'd",
      "5:the answer is no: the run failed, was revoked, or waiting timed out",
      "69:Redis unreachable, or no worker replied",
      "75:outcome unknown; the message says how to repeat safely",
      "130:stopped by Ctrl-C before finishing",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq enqueue send_mail --arg yun   enqueue a task",
      "  taskq result ID --wait              wait for what it returns",
    })
final class RootCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
