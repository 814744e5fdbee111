package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.error.TaskqException;
import io.taskq.node.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers a shell what could be typed next. Never fails: without Redis there are fewer names. */
@Command(
    name = CandidatesCommand.NAME,
    hidden = true,
    description = "Prints what could stand in the place of the last word; for completion scripts.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:printed", "2:wrong usage"},
    footer = {"taskq complete -- enqueue ''", "taskq complete -- queue show c"})
public final class CandidatesCommand implements Callable<Integer> {

  /** Its name: not for people. */
  public static final String NAME = "complete";

  private static final List<String> QUEUE_OPTIONS =
      List.of("-Q", "--queue", "--queues", "-X", "--exclude-queues", "--routing-key");
  private static final List<String> NODE_OPTIONS = List.of("-d", "--destination");
  private static final List<String> OF_A_QUEUE = List.of("show", "pause", "resume");

  @Parameters(arity = "0..*", description = "The words so far; the last one may be begun.")
  private List<String> words = new ArrayList<>();

  @Spec private CommandSpec spec;

  private final CommandContext context;

  /** A command for this run. */
  public CandidatesCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String begun = words.isEmpty() ? "" : words.getLast();
    new TreeSet<>(candidates(begun))
        .stream().filter(name -> name.startsWith(begun)).forEach(context.output()::line);
    return 0;
  }

  private Collection<String> candidates(String begun) {
    CommandLine command = spec.root().commandLine();
    String before = "";
    boolean hasWord = false;
    for (String word : words.subList(0, Math.max(0, words.size() - 1))) {
      CommandLine below = command.getSubcommands().get(word);
      hasWord = below == null && (hasWord || !isOptionOrValue(command, word, before));
      command = below == null ? command : below;
      before = word;
    }
    if (begun.startsWith("-")) {
      return options(command);
    }
    if (QUEUE_OPTIONS.contains(before)) {
      return known(() -> context.broker().queues().names());
    }
    if (NODE_OPTIONS.contains(before)) {
      return known(() -> context.nodes().live().stream().map(Node::name).toList());
    }
    return hasWord || takesValue(command, before) ? List.of() : words(command);
  }

  private Collection<String> words(CommandLine command) {
    String path = command.getCommandSpec().qualifiedName();
    if (path.equals("taskq enqueue")) {
      return known(() -> OwnTasks.of(context).names());
    }
    if (OF_A_QUEUE.stream().anyMatch(word -> path.equals("taskq queue " + word))) {
      return known(() -> context.broker().queues().names());
    }
    List<String> fixed = new ArrayList<>();
    command.getCommandSpec().positionalParameters().stream()
        .filter(word -> word.index().contains(0) && word.completionCandidates() != null)
        .forEach(word -> word.completionCandidates().forEach(fixed::add));
    if (!fixed.isEmpty()) {
      return fixed;
    }
    return command.getSubcommands().entrySet().stream()
        .filter(below -> !below.getValue().getCommandSpec().usageMessage().hidden())
        .map(below -> below.getKey())
        .toList();
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .toList();
  }

  private static boolean isOptionOrValue(CommandLine command, String word, String before) {
    return word.startsWith("-") || takesValue(command, before);
  }

  private static boolean takesValue(CommandLine command, String option) {
    OptionSpec spec = command.getCommandSpec().findOption(option);
    return spec != null && spec.arity().max() > 0;
  }

  private static Collection<String> known(Supplier<Collection<String>> names) {
    try {
      return names.get();
    } catch (TaskqException e) {
      return List.of();
    }
  }
}
