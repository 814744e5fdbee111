package io.taskq.broker;

import java.util.OptionalInt;

/**
 * One part of a chord that is over.
 *
 * @param index place in the group
 * @param own how every entry of this task begins, so that a repeat replaces and never adds
 * @param entry what is kept of the part: {@code [1, "id", "SUCCESS", 4]}
 */
public record ChordPart(OptionalInt index, String own, String entry) {}
