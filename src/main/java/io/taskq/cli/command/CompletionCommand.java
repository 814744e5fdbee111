package io.taskq.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands, options and names. */
@Command(
    name = "generate-completion",
    sortOptions = false,
    description = "Prints a script that lets bash or zsh complete commands, tasks, queues, nodes.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:printed", "2:wrong usage"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq generate-completion >> ~/.bashrc   from the next shell on",
      "  taskq generate-completion >> ~/.zshrc    the same for zsh",
    })
public final class CompletionCommand implements Callable<Integer> {

  /** The shell asks taskq itself, so that names are those of this moment. */
  private static final String SCRIPT =
      """
      # Completion for taskq, bash and zsh.
      if [ -n "${ZSH_VERSION-}" ]; then autoload -Uz bashcompinit && bashcompinit; fi
      _taskq() {
        local line
        COMPREPLY=()
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
          taskq %s -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
      }
      complete -o default -F _taskq taskq\
      """
          .formatted(CandidatesCommand.NAME);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(SCRIPT);
    return 0;
  }
}
