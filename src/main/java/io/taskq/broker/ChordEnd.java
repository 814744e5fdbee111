package io.taskq.broker;

import java.util.List;
import java.util.Optional;

/**
 * The end of a chord and of the delivery that completed it.
 *
 * @param group key of the group
 * @param followUps the body, or the error callbacks
 * @param results results to store, such as the body's when a part failed
 * @param burial why the delivery is buried; finished when empty
 */
public record ChordEnd(
    String group, List<FollowUp> followUps, List<StoredResult> results, Optional<String> burial) {}
