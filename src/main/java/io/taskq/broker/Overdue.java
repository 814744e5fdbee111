package io.taskq.broker;

import java.time.Duration;

/**
 * Deliveries whose lease is over and that nobody takes back.
 *
 * @param count how many
 * @param oldest for how long the first of them is over
 */
public record Overdue(long count, Duration oldest) {}
