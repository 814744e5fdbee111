package io.taskq.broker;

import java.util.List;
import java.util.Optional;

/**
 * What is stored and sent together with an end.
 *
 * @param results results, and whatever else is kept like one, such as the size of a new chord
 * @param messages what to send
 */
public record Acts(List<StoredResult> results, List<FollowUp> messages) {

  public static final Acts NONE = new Acts(List.of(), List.of());

  public Acts {
    results = List.copyOf(results);
    messages = List.copyOf(messages);
  }

  /** The result alone, if there is one. */
  public static Acts of(Optional<StoredResult> result) {
    return result.isEmpty() ? NONE : new Acts(result.stream().toList(), List.of());
  }
}
