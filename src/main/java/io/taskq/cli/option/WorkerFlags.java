package io.taskq.cli.option;

import io.taskq.config.Flag;
import io.taskq.config.SettingKey;
import io.taskq.config.SettingKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code worker} that stand for a setting. */
public final class WorkerFlags {

  @Option(
      names = {"-c", "--concurrency"},
      paramLabel = "N",
      description = "Slots: how many tasks run at once (default: CPUs x 4; process: CPUs).")
  private String concurrency;

  @Option(
      names = {"-P", "--pool"},
      paramLabel = "POOL",
      description = "threads, virtual, solo or process (default: threads).")
  private String pool;

  @Option(
      names = {"-Q", "--queues"},
      paramLabel = "QUEUE,...",
      description = "Queues to consume (default: celery).")
  private String queues;

  @Option(
      names = {"-X", "--exclude-queues"},
      paramLabel = "QUEUE,...",
      description = "Queues to leave out.")
  private String excludeQueues;

  @Option(
      names = {"-I", "--include"},
      paramLabel = "JAR_OR_DIR,...",
      description = "More jars, or folders of jars, with tasks.")
  private String include;

  @Option(
      names = "--prefetch",
      paramLabel = "N",
      description = "Messages claimed beyond the free slots (default: 0).")
  private String prefetch;

  @Option(
      names = "--lease",
      paramLabel = "TIME",
      description = "How long a dead worker keeps its tasks (default: 6s).")
  private String lease;

  @Option(
      names = "--max-deliveries",
      paramLabel = "N",
      description = "Hand-outs of one attempt before it is buried (default: 4).")
  private String maxDeliveries;

  @Option(
      names = "--drain-timeout",
      paramLabel = "TIME",
      description = "On a stop, give back what still runs after this long.")
  private String drainTimeout;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      description = "End a run after this long; a message or task may say otherwise.")
  private String timeLimit;

  @Option(
      names = "--soft-time-limit",
      paramLabel = "TIME",
      description = "Ask a run to end after this long: it is interrupted.")
  private String softTimeLimit;

  @Option(names = "--autoscale", paramLabel = "MAX,MIN", description = "Change slots by load.")
  private String autoscale;

  @Option(
      names = "--max-tasks-per-child",
      paramLabel = "N",
      description = "Recycle a child after N tasks (pool process).")
  private String maxTasksPerChild;

  @Option(
      names = "--max-memory-per-child",
      paramLabel = "SIZE",
      description = "Recycle a child above SIZE (pool process).")
  private String maxMemoryPerChild;

  @Option(
      names = {"-E", "--task-events"},
      description = "Send task events.")
  private boolean events;

  @Option(
      names = {"-l", "--loglevel"},
      paramLabel = "LEVEL",
      description = "debug, info, warning, error or critical (default: info).")
  private String logLevel;

  /** The settings among these options that were given. */
  public List<Flag> flags() {
    List<Flag> flags = new ArrayList<>();
    add(flags, SettingKeys.WORKER_CONCURRENCY, "--concurrency", concurrency);
    add(flags, SettingKeys.WORKER_POOL, "--pool", pool);
    add(flags, SettingKeys.WORKER_QUEUES, "--queues", queues);
    add(flags, SettingKeys.WORKER_EXCLUDE_QUEUES, "--exclude-queues", excludeQueues);
    add(flags, SettingKeys.WORKER_INCLUDE, "--include", include);
    add(flags, SettingKeys.WORKER_PREFETCH, "--prefetch", prefetch);
    add(flags, SettingKeys.WORKER_LEASE, "--lease", lease);
    add(flags, SettingKeys.WORKER_MAX_DELIVERIES, "--max-deliveries", maxDeliveries);
    add(flags, SettingKeys.WORKER_DRAIN_TIMEOUT, "--drain-timeout", drainTimeout);
    add(flags, SettingKeys.WORKER_TIME_LIMIT, "--time-limit", timeLimit);
    add(flags, SettingKeys.WORKER_SOFT_TIME_LIMIT, "--soft-time-limit", softTimeLimit);
    add(flags, SettingKeys.WORKER_AUTOSCALE, "--autoscale", autoscale);
    add(flags, SettingKeys.WORKER_MAX_TASKS_PER_CHILD, "--max-tasks-per-child", maxTasksPerChild);
    add(
        flags,
        SettingKeys.WORKER_MAX_MEMORY_PER_CHILD,
        "--max-memory-per-child",
        maxMemoryPerChild);
    add(flags, SettingKeys.WORKER_EVENTS, "--task-events", events ? "true" : null);
    add(flags, SettingKeys.LOG_LEVEL, "--loglevel", logLevel);
    return flags;
  }

  private static void add(List<Flag> flags, SettingKey<?> key, String option, String text) {
    Optional.ofNullable(text).ifPresent(given -> flags.add(new Flag(key, option, given)));
  }
}
