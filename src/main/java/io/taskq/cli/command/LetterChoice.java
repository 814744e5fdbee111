package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.QueueChoice;
import io.taskq.cli.output.Output;
import io.taskq.error.TaskqException;
import io.taskq.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters a command means, and doing it to them. */
final class LetterChoice {

  private static final int PART = 500;

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids of tasks or deliveries.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All dead letters of the queues.")
  private boolean all;

  @Option(names = "--where", paramLabel = "EXPR", hidden = true)
  private String where;

  @Option(names = "--dry-run", description = "Tell which ones, and do nothing.")
  private boolean dryRun;

  @Mixin private QueueChoice queues;

  /** What a queue's script does with deliveries; answers to how many it was done. */
  interface Deed extends BiFunction<String, List<String>, Integer> {}

  /** Does it, and tells of each. */
  int apply(CommandContext context, String done, Deed deed) {
    List<Letter> chosen = chosen(context);
    long count = chosen.size();
    if (!dryRun) {
      count = 0;
      // In parts: a script that holds Redis for long would keep every worker waiting.
      for (int from = 0; from < chosen.size(); from += PART) {
        List<Letter> part = chosen.subList(from, Math.min(from + PART, chosen.size()));
        count +=
            byQueue(part).entrySet().stream()
                .mapToInt(queue -> deed.apply(queue.getKey(), queue.getValue()))
                .sum();
      }
    }
    Output output = context.output();
    if (output.isJson()) {
      output.json(JsonObject.builder().put("count", count).put("dry_run", dryRun).build());
    } else {
      chosen.forEach(letter -> output.line("%s  %s".formatted(letter.id(), letter.task())));
      output.talk(
          "%s%,d %s"
              .formatted(dryRun ? "would have " + done + " " : done + " ", count, letters(count)));
    }
    return 0;
  }

  private static Map<String, List<String>> byQueue(List<Letter> letters) {
    return letters.stream()
        .collect(
            Collectors.groupingBy(
                letter -> letter.dead().queue(),
                TreeMap::new,
                Collectors.mapping(letter -> letter.dead().id(), Collectors.toList())));
  }

  private List<Letter> chosen(CommandContext context) {
    if (where != null) {
      throw CeleryOptions.notYet("--where", "Name ids, or use --all with -Q.");
    }
    if (all == !ids.isEmpty()) {
      throw new TaskqException.Invalid(
          "cannot tell which dead letters",
          all ? "ids and --all do not mix" : "no id is given",
          "Name ids (see: taskq dead ls), or say --all.");
    }
    List<Letter> there = Letter.of(context, queues.names(context));
    for (String id : ids) {
      if (there.stream().noneMatch(letter -> letter.isCalled(id))) {
        throw unknown(id);
      }
    }
    return there.stream().filter(letter -> all || ids.stream().anyMatch(letter::isCalled)).toList();
  }

  static TaskqException unknown(String id) {
    return new TaskqException.NotFound(
        "there is no dead letter " + id,
        "no queue has buried it, or it was requeued or dropped",
        "See: taskq dead ls");
  }

  private static String letters(long count) {
    return count == 1 ? "dead letter" : "dead letters";
  }
}
