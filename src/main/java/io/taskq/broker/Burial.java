package io.taskq.broker;

import java.util.List;
import java.util.Optional;

/**
 * The end of a delivery that will not be tried again, and is kept for people to look at.
 *
 * @param reason why, as one sentence
 * @param result what to store
 * @param followUps error callbacks
 * @param chord the part of a chord it was
 */
public record Burial(
    String reason,
    Optional<StoredResult> result,
    List<FollowUp> followUps,
    Optional<ChordPart> chord) {}
