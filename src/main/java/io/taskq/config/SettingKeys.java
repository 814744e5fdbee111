package io.taskq.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every setting there is, in the order in which {@code taskq report} shows them. */
public final class SettingKeys {

  private static final List<SettingKey<?>> ALL = new ArrayList<>();

  public static final SettingKey<String> BROKER =
      key("broker", Kinds.TEXT, "redis://127.0.0.1:6379/0");
  public static final SettingKey<String> RESULT_BACKEND = key("result_backend", Kinds.TEXT, "");
  public static final SettingKey<String> GLOBAL_KEYPREFIX = key("global_keyprefix", Kinds.TEXT, "");
  public static final SettingKey<Duration> RESULT_EXPIRES =
      key("result_expires", Kinds.DURATION, "1d");
  public static final SettingKey<Boolean> RESULT_EXTENDED =
      key("result_extended", Kinds.SWITCH, "false");
  public static final SettingKey<String> TRACK_STARTED =
      key("track_started", Kinds.word("late", "always", "never"), "late");
  public static final SettingKey<String> DEFAULT_QUEUE = key("default_queue", Kinds.TEXT, "celery");
  public static final SettingKey<Integer> DEFAULT_PRIORITY =
      key("default_priority", Kinds.whole(0, 9), "0");
  public static final SettingKey<Boolean> SENT_EVENT = key("sent_event", Kinds.SWITCH, "false");
  public static final SettingKey<ZoneId> TIMEZONE = key("timezone", Kinds.ZONE, "UTC");
  public static final SettingKey<Long> MAX_MESSAGE = key("max_message", Kinds.SIZE, "16MB");
  public static final SettingKey<List<String>> ACCEPT_CONTENT =
      key("accept_content", Kinds.LIST, "json");

  public static final SettingKey<Optional<Integer>> WORKER_CONCURRENCY =
      key("worker.concurrency", Kinds.optional(Kinds.whole(1, 10_000)), "");
  public static final SettingKey<String> WORKER_POOL =
      key(
          "worker.pool",
          Kinds.word(
              "threads",
              "virtual",
              "process",
              "solo",
              "gevent",
              "eventlet",
              "prefork",
              "processes"),
          "threads");
  public static final SettingKey<List<String>> WORKER_QUEUES = key("worker.queues", Kinds.LIST, "");
  public static final SettingKey<List<String>> WORKER_EXCLUDE_QUEUES =
      key("worker.exclude_queues", Kinds.LIST, "");
  public static final SettingKey<Integer> WORKER_PREFETCH =
      key("worker.prefetch", Kinds.whole(0, 100_000), "0");
  public static final SettingKey<Duration> WORKER_LEASE = key("worker.lease", Kinds.DURATION, "6s");
  public static final SettingKey<Integer> WORKER_MAX_DELIVERIES =
      key("worker.max_deliveries", Kinds.whole(1, 1_000), "4");
  public static final SettingKey<Optional<Duration>> WORKER_DRAIN_TIMEOUT =
      key("worker.drain_timeout", Kinds.optional(Kinds.DURATION), "");
  public static final SettingKey<Optional<Duration>> WORKER_TIME_LIMIT =
      key("worker.time_limit", Kinds.optional(Kinds.DURATION), "");
  public static final SettingKey<Optional<Duration>> WORKER_SOFT_TIME_LIMIT =
      key("worker.soft_time_limit", Kinds.optional(Kinds.DURATION), "");
  public static final SettingKey<Optional<Integer>> WORKER_MAX_TASKS_PER_CHILD =
      key("worker.max_tasks_per_child", Kinds.optional(Kinds.whole(1, Integer.MAX_VALUE)), "");
  public static final SettingKey<Optional<Long>> WORKER_MAX_MEMORY_PER_CHILD =
      key("worker.max_memory_per_child", Kinds.optional(Kinds.SIZE), "");
  public static final SettingKey<List<String>> WORKER_AUTOSCALE =
      key("worker.autoscale", Kinds.LIST, "");
  public static final SettingKey<Boolean> WORKER_EVENTS =
      key("worker.events", Kinds.SWITCH, "false");
  public static final SettingKey<List<String>> WORKER_INCLUDE =
      key("worker.include", Kinds.LIST, "");
  public static final SettingKey<Integer> WORKER_FAIR =
      key("worker.fair", Kinds.whole(0, 1_000_000), "10");

  public static final SettingKey<Integer> RETRIES_MAX =
      key("task_defaults.retries.max", Kinds.whole(0, 1_000_000), "0");
  public static final SettingKey<Duration> RETRIES_BACKOFF =
      key("task_defaults.retries.backoff", Kinds.DURATION, "1s");
  public static final SettingKey<Duration> RETRIES_MAX_BACKOFF =
      key("task_defaults.retries.max_backoff", Kinds.DURATION, "10m");
  public static final SettingKey<Boolean> RETRIES_JITTER =
      key("task_defaults.retries.jitter", Kinds.SWITCH, "true");
  public static final SettingKey<String> ACKS =
      key("task_defaults.acks", Kinds.word("late", "early"), "late");
  public static final SettingKey<Boolean> IGNORE_RESULT =
      key("task_defaults.ignore_result", Kinds.SWITCH, "false");
  public static final SettingKey<Optional<String>> RATE_LIMIT =
      key("task_defaults.rate_limit", Kinds.optional(Kinds.RATE), "");

  public static final SettingKey<Optional<String>> MAIL_HOST =
      key("mail.host", Kinds.optional(Kinds.TEXT), "");
  public static final SettingKey<Optional<Integer>> MAIL_PORT =
      key("mail.port", Kinds.optional(Kinds.whole(1, 65_535)), "");
  public static final SettingKey<Boolean> MAIL_SSL = key("mail.ssl", Kinds.SWITCH, "false");
  public static final SettingKey<Boolean> MAIL_STARTTLS =
      key("mail.starttls", Kinds.SWITCH, "false");
  public static final SettingKey<Optional<String>> MAIL_USER =
      key("mail.user", Kinds.optional(Kinds.TEXT), "");
  public static final SettingKey<Optional<String>> MAIL_PASSWORD =
      key("mail.password", Kinds.optional(Kinds.TEXT), "");
  public static final SettingKey<Optional<String>> MAIL_FROM =
      key("mail.from", Kinds.optional(Kinds.TEXT), "");
  public static final SettingKey<Optional<String>> MAIL_OUTBOX =
      key("mail.outbox", Kinds.optional(Kinds.TEXT), "");
  public static final SettingKey<Duration> MAIL_TIMEOUT =
      key("mail.timeout", Kinds.DURATION, "30s");
  public static final SettingKey<String> MAIL_TEMPLATES =
      key("mail.templates", Kinds.TEXT, "templates");
  public static final SettingKey<Optional<String>> MAIL_ATTACHMENTS =
      key("mail.attachments", Kinds.optional(Kinds.TEXT), "");
  public static final SettingKey<Long> MAIL_MAX_ATTACHMENTS =
      key("mail.max_attachments", Kinds.SIZE, "10MB");

  public static final SettingKey<AllowedHosts> HTTP_ALLOW = key("http.allow", Kinds.HOSTS, "");
  public static final SettingKey<List<String>> RUN_ALLOW = key("run.allow", Kinds.LIST, "");
  public static final SettingKey<List<String>> HIDE =
      key("hide", Kinds.LIST, "password,token,secret,api_key");
  public static final SettingKey<String> LOG_FORMAT =
      key("log.format", Kinds.word("text", "json"), "text");
  public static final SettingKey<String> LOG_LEVEL =
      key("log.level", Kinds.word("debug", "info", "warning", "error", "critical"), "info");
  public static final SettingKey<String> BEAT_NAME = key("beat.name", Kinds.TEXT, "default");
  public static final SettingKey<String> BEAT_SCHEDULE =
      key("beat.schedule", Kinds.TEXT, "schedule.yml");
  public static final SettingKey<Duration> BEAT_MAX_INTERVAL =
      key("beat.max_interval", Kinds.DURATION, "5s");
  public static final SettingKey<Duration> BEAT_LEASE = key("beat.lease", Kinds.DURATION, "6s");
  public static final SettingKey<String> CONTROL_EXCHANGE =
      key("control_exchange", Kinds.TEXT, "celery");
  public static final SettingKey<String> EVENT_EXCHANGE =
      key("event_exchange", Kinds.TEXT, "celeryev");
  public static final SettingKey<List<String>> PRIORITY_STEPS =
      key("priority_steps", Kinds.LIST, "0,3,6,9");

  private SettingKeys() {}

  /** Every setting, in the order of the settings file. */
  public static List<SettingKey<?>> all() {
    return List.copyOf(ALL);
  }

  private static <T> SettingKey<T> key(String name, Kind<T> kind, String fallback) {
    SettingKey<T> key = new SettingKey<>(name, kind, fallback);
    ALL.add(key);
    return key;
  }
}
