package io.taskq.config;

/**
 * A setting given on the command line.
 *
 * @param option as it is typed, for example {@code --broker}
 */
public record Flag(SettingKey<?> key, String option, String text) {}
