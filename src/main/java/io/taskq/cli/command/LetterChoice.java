package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.QueueChoice;
import io.taskq.cli.output.Output;
import io.taskq.error.TaskqException;
import io.taskq.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
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

  @Option(names = "--where", paramLabel = "EXPR", description = Where.HELP)
  private String where;

  @Option(names = "--dry-run", description = "Tell which ones, and do nothing.")
  private boolean dryRun;

  @Mixin private QueueChoice queues;

  /** What a queue's script does with deliveries; answers to how many it was done. */
  interface Deed extends BiFunction<String, List<String>, Integer> {}

  /** A dead letter without its message, of which there may be many. */
  private record Meant(String queue, String delivery, String id, String task) {}

  /** Does it, and tells of each. */
  int apply(CommandContext context, String done, Deed deed) {
    List<Meant> chosen = chosen(context);
    long count = chosen.size();
    if (!dryRun) {
      count = 0;
      // In parts: a script that holds Redis for long would keep every worker waiting.
      for (int from = 0; from < chosen.size(); from += PART) {
        List<Meant> part = chosen.subList(from, Math.min(from + PART, chosen.size()));
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

  private static Map<String, List<String>> byQueue(List<Meant> letters) {
    return letters.stream()
        .collect(
            Collectors.groupingBy(
                Meant::queue,
                TreeMap::new,
                Collectors.mapping(Meant::delivery, Collectors.toList())));
  }

  private List<Meant> chosen(CommandContext context) {
    checkWords();
    Predicate<Letter> meant = Letter.where(where, context);
    Set<String> missing = new HashSet<>(ids);
    List<Meant> chosen =
        Letter.of(context, queues.names(context))
            .filter(letter -> ids.isEmpty() || ids.stream().anyMatch(letter::isCalled))
            .peek(letter -> missing.removeIf(letter::isCalled))
            .filter(meant)
            .map(LetterChoice::meant)
            .toList();
    if (!missing.isEmpty()) {
      throw unknown(ids.stream().filter(missing::contains).findFirst().orElseThrow());
    }
    return chosen;
  }

  private static Meant meant(Letter letter) {
    return new Meant(letter.dead().queue(), letter.dead().id(), letter.id(), letter.task());
  }

  private void checkWords() {
    boolean many = all || where != null;
    if (many == !ids.isEmpty()) {
      String why = "neither an id nor --all nor --where is given";
      throw new TaskqException.Invalid(
          "cannot tell which dead letters",
          many ? "ids do not mix with --all or --where" : why,
          "Name ids (see: taskq dead ls), or say --all or --where EXPR.");
    }
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
