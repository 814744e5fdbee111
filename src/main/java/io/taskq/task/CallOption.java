package io.taskq.task;

import java.util.Locale;

/** What may be said of a call beside its arguments. */
public enum CallOption {
  ID,
  QUEUE,
  PRIORITY,
  COUNTDOWN,
  ETA,
  EXPIRES,
  RETRIES,
  SOFT_TIME_LIMIT,
  TIME_LIMIT,
  IDEMPOTENCY_KEY,
  IDEMPOTENCY_TTL,
  HEADERS,
  LINK,
  LINK_ERROR;

  /** As it is written where it is text. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
