package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.cli.option.CommandContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Walks the tree of commands: whoever types --help finds what they need. */
class HelpTest {

  @Test
  void every_command_has_a_description_examples_and_exit_codes() {
    List<CommandLine> commands = commands();

    assertThat(commands)
        .allSatisfy(
            command -> {
              UsageMessageSpec usage = command.getCommandSpec().usageMessage();
              String name = command.getCommandSpec().qualifiedName();
              assertThat(usage.description()).as(name).isNotEmpty();
              assertThat(usage.exitCodeList()).as(name).containsKey("0").containsKey("2");
              assertThat(usage.footer())
                  .as(name)
                  .hasSizeGreaterThanOrEqualTo(2)
                  .allMatch(line -> line.strip().startsWith("taskq"));
            });
  }

  @Test
  void every_option_says_what_it_does() {
    assertThat(commands())
        .flatExtracting(command -> command.getCommandSpec().options())
        .filteredOn(option -> !option.hidden())
        .allSatisfy(
            option -> assertThat(option.description()).as(option.longestName()).isNotEmpty());
  }

  @Test
  void no_command_shares_its_description() {
    Set<String> seen = new HashSet<>();

    for (CommandLine command : commands()) {
      String text = String.join(" ", command.getCommandSpec().usageMessage().description());
      assertThat(seen.add(text)).as(text).isTrue();
    }
  }

  private static List<CommandLine> commands() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    CommandContext context = new CommandContext(nowhere, nowhere, Map.of(), Path.of("target"));
    List<CommandLine> all = new ArrayList<>();
    collect(Main.addAll(new CommandLine(new RootCommand()), context), all);
    return all;
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    new HashSet<>(command.getSubcommands().values()).forEach(below -> collect(below, all));
  }
}
