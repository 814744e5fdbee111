package io.taskq.config;

import java.time.Duration;

/** How beat runs; beats of one name share one leader. */
public record BeatSettings(String name, String schedule, Duration maxInterval, Duration lease) {}
