package io.taskq.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a worker runs.
 *
 * @param concurrency slots; empty leaves it to the pool
 * @param pool threads, virtual, process or solo
 * @param queues never empty: without any, it holds the default queue
 * @param prefetch messages claimed beyond the free slots
 * @param fair each how many claims the lowest priority comes first; 0 for never
 */
public record WorkerSettings(
    Optional<Integer> concurrency,
    String pool,
    List<String> queues,
    List<String> excludeQueues,
    int prefetch,
    Duration lease,
    int maxDeliveries,
    Optional<Duration> drainTimeout,
    Optional<Duration> timeLimit,
    Optional<Duration> softTimeLimit,
    Optional<Integer> maxTasksPerChild,
    Optional<Long> maxMemoryPerChild,
    List<String> autoscale,
    boolean events,
    List<String> include,
    int fair) {

  static WorkerSettings of(Settings settings) {
    List<String> queues = settings.get(SettingKeys.WORKER_QUEUES);
    return new WorkerSettings(
        settings.get(SettingKeys.WORKER_CONCURRENCY),
        modernPool(settings.get(SettingKeys.WORKER_POOL)),
        queues.isEmpty() ? List.of(settings.defaultQueue()) : queues,
        settings.get(SettingKeys.WORKER_EXCLUDE_QUEUES),
        settings.get(SettingKeys.WORKER_PREFETCH),
        settings.get(SettingKeys.WORKER_LEASE),
        settings.get(SettingKeys.WORKER_MAX_DELIVERIES),
        settings.get(SettingKeys.WORKER_DRAIN_TIMEOUT),
        settings.get(SettingKeys.WORKER_TIME_LIMIT),
        settings.get(SettingKeys.WORKER_SOFT_TIME_LIMIT),
        settings.get(SettingKeys.WORKER_MAX_TASKS_PER_CHILD),
        settings.get(SettingKeys.WORKER_MAX_MEMORY_PER_CHILD),
        settings.get(SettingKeys.WORKER_AUTOSCALE),
        settings.get(SettingKeys.WORKER_EVENTS),
        settings.get(SettingKeys.WORKER_INCLUDE),
        settings.get(SettingKeys.WORKER_FAIR));
  }

  /** Celery's names for pools mean the pool that serves the same purpose. */
  private static String modernPool(String name) {
    return switch (name) {
      case "gevent", "eventlet" -> "virtual";
      case "prefork", "processes" -> "process";
      default -> name;
    };
  }
}
