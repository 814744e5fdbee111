package io.taskq.broker;

import java.time.Duration;
import java.util.List;

/**
 * Parts of one chord that are over.
 *
 * @param group key of the group; the count is kept beside it
 * @param ttl how long the count is kept; zero for ever
 * @param body what runs when all are over; empty when the message that says so cannot be read
 * @param parts which
 */
public record ChordParts(String group, Duration ttl, String body, List<ChordPart> parts) {}
