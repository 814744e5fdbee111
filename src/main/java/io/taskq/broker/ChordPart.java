package io.taskq.broker;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * One part of a chord that is over.
 *
 * @param group key of the group; the count is kept beside it
 * @param index place in the group
 * @param own how every entry of this task begins, so that a repeat replaces and never adds
 * @param entry what is kept of the part: {@code [1, "id", "SUCCESS", 4]}
 * @param ttl how long the count is kept
 */
public record ChordPart(String group, OptionalInt index, String own, String entry, Duration ttl) {}
