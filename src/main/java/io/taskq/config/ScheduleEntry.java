package io.taskq.config;

import java.time.Duration;
import java.time.ZoneId;

/**
 * One entry of a schedule file.
 *
 * @param zone of its wall times
 * @param jitter each slot is fired up to this much later
 */
public record ScheduleEntry(
    String name,
    Timing timing,
    ZoneId zone,
    Bounds bounds,
    Sending sending,
    Misfire misfire,
    Overlap overlap,
    Duration jitter) {}
