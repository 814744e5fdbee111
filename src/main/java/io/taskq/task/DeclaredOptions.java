package io.taskq.task;

import io.taskq.config.RetrySettings;
import io.taskq.config.TaskDefinition;
import java.util.Locale;

/** What the settings file says of a task that needs no code. */
public final class DeclaredOptions {

  private DeclaredOptions() {}

  /** The options of those rules. */
  public static TaskOptions of(TaskDefinition.Rules rules) {
    return new TaskOptions(
        rules.retries().map(DeclaredOptions::policy),
        rules.ignoreResult(),
        rules.maxDeliveries(),
        new TimeLimits(rules.softTimeout(), rules.timeout()),
        rules.acks().map(DeclaredOptions::acks),
        rules.rateLimit().flatMap(Rate::parse));
  }

  /** The retries of those settings. */
  public static RetryPolicy policy(RetrySettings retries) {
    return new RetryPolicy(
        retries.max(), retries.backoff(), retries.maxBackoff(), retries.jitter());
  }

  /** {@code late} or {@code early}. */
  public static Acks acks(String word) {
    return Acks.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
