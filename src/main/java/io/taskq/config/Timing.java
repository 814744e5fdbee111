package io.taskq.config;

import java.time.Duration;
import java.util.Map;

/** When an entry of a schedule is due, as it was written. */
public sealed interface Timing {

  /** The line of the file. */
  int line();

  /** At equal distances. */
  record Every(Duration interval, int line) implements Timing {}

  /** The text of cron. */
  record Cron(String text, int line) implements Timing {}

  /** Celery's crontab, each field with its own line. */
  record Crontab(Map<String, Word> fields, int line) implements Timing {}

  /** A field of a crontab; lists are joined with commas. */
  record Word(String text, int line) {}

  /** Once. */
  record At(String text, int line) implements Timing {}
}
