package io.taskq.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The end of a delivery, with all that belongs to it.
 *
 * @param reason why it is kept as a dead letter, as one sentence; empty for an ordinary end
 * @param own what the task itself leaves behind
 * @param closed the chords that are over with it, the innermost first
 * @param parts what is counted in a chord that may be complete by it
 */
public record End(String reason, Acts own, List<Closing> closed, Optional<ChordParts> parts) {

  /**
   * The end of a chord: what is stored and sent once, whoever sees it complete.
   *
   * @param group key of the group
   * @param acts the body, or its failure
   */
  public record Closing(String group, Acts acts) {}

  public End {
    closed = List.copyOf(closed);
  }

  /** An ordinary end. */
  public static End of(Acts own) {
    return new End("", own, List.of(), Optional.empty());
  }

  /** The end of what will not be tried again, and is kept for people to look at. */
  public static End buried(String reason, Acts own) {
    return new End(reason, own, List.of(), Optional.empty());
  }

  /** The same with a part of a chord. */
  public End counting(Optional<ChordParts> counted) {
    return new End(reason, own, closed, counted);
  }

  /** The same when its chord is complete, and nobody can say what follows that. */
  public End withoutParts() {
    return new End(reason, own, closed, Optional.empty());
  }

  /** The same after its parts have completed their chord, whose end may be a part of another. */
  public End closing(Closing closing, Optional<ChordParts> next) {
    List<Closing> all = new ArrayList<>(closed);
    all.add(closing);
    return new End(reason, own, all, next);
  }

  /** Whether it is nothing but an end and a result, so that many fit into one call. */
  public boolean isPlain() {
    return reason.isEmpty()
        && own.messages().isEmpty()
        && own.results().size() <= 1
        && closed.isEmpty()
        && parts.isEmpty();
  }

  /** The one result of a plain end. */
  public Optional<StoredResult> result() {
    return own.results().stream().findFirst();
  }

  List<Acts> acts() {
    List<Acts> all = new ArrayList<>(List.of(own));
    closed.forEach(closing -> all.add(closing.acts()));
    return all;
  }
}
