package io.taskq.config;

/**
 * How the log looks.
 *
 * @param format {@code text} or {@code json}
 * @param level debug, info, warning, error or critical
 */
public record LogSettings(String format, String level) {}
