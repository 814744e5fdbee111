package io.taskq.broker;

import java.util.List;
import java.util.Optional;

/**
 * The end of a chord and of the delivery that completed it.
 *
 * @param group key of the group
 * @param body messages to send once: the body, or the error callbacks
 * @param results results to store once, such as the body's when a part failed
 * @param followUps what follows the task itself
 * @param burial why the delivery is buried; finished when empty
 */
public record ChordEnd(
    String group,
    List<FollowUp> body,
    List<StoredResult> results,
    List<FollowUp> followUps,
    Optional<String> burial) {}
