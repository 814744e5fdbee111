package io.taskq.cli.inspect;

import io.taskq.broker.Deferral;
import io.taskq.broker.Found;
import io.taskq.cli.option.CommandContext;
import io.taskq.node.Node;
import java.util.List;
import java.util.Optional;

/** Why a task waits, and who could take it. */
final class Waiting {

  private final CommandContext context;

  Waiting(CommandContext context) {
    this.context = context;
  }

  /** The reason in one sentence; empty when the task does not wait. */
  Optional<String> because(TaskFacts facts) {
    if (!facts.isWaiting()) {
      return Optional.empty();
    }
    String queue = facts.found().orElseThrow().queue();
    List<Node> consumers =
        context.nodes().live().stream().filter(node -> node.consumes(queue)).toList();
    int free = consumers.stream().mapToInt(Node::free).sum();
    String who = who(queue, consumers, free);
    return Optional.of(
        reason(facts, queue, consumers, free).map(reason -> reason + "; " + who).orElse(who));
  }

  /** Empty when it is only that nobody is there. */
  private Optional<String> reason(TaskFacts facts, String queue, List<Node> consumers, int free) {
    if (facts.place().filter(Found.Place.DELAYED::equals).isPresent()) {
      return Optional.of(delay(facts));
    }
    Optional<String> paused = context.broker().queues().stats(queue).paused();
    if (paused.isPresent()) {
      String note = paused.get().isEmpty() ? "" : ": " + paused.get();
      return Optional.of("queue " + queue + " is paused" + note);
    }
    if (consumers.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(free == 0 ? "all slots are busy" : "others were there before it");
  }

  private static String delay(TaskFacts facts) {
    return switch (facts.found().flatMap(Found::waits).orElse(Deferral.Kind.ETA)) {
      case RETRY -> "retry after failure";
      case CRASH -> "its worker died";
      case LATER -> "its rate is used up";
      case ETA -> facts.attempt().orElse(1) > 1 ? "retry after failure" : "its time has not come";
    };
  }

  private static String who(String queue, List<Node> consumers, int free) {
    return switch (consumers.size()) {
      case 0 -> "no worker consumes " + queue;
      case 1 -> "1 worker consumes " + queue + ", " + slots(free);
      default -> consumers.size() + " workers consume " + queue + ", " + slots(free);
    };
  }

  private static String slots(int free) {
    return free + (free == 1 ? " slot free" : " slots free");
  }
}
