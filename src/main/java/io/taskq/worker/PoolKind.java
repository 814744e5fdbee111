package io.taskq.worker;

import java.util.Locale;
import java.util.Optional;

/** The kinds of pool a worker can have. */
public enum PoolKind {
  THREADS,
  VIRTUAL,
  SOLO,
  PROCESS;

  /** The kind of that name, or of the name Celery has for it; empty when there is none. */
  public static Optional<PoolKind> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "threads" -> Optional.of(THREADS);
      case "virtual", "gevent", "eventlet" -> Optional.of(VIRTUAL);
      case "solo" -> Optional.of(SOLO);
      case "process", "processes", "prefork" -> Optional.of(PROCESS);
      default -> Optional.empty();
    };
  }

  /** What {@code --pool} calls it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
