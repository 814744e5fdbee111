package io.taskq.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every setting with its value and its origin. All values were checked when they were read, so no
 * accessor fails. Immutable.
 */
public final class Settings {

  private final Map<String, Setting> given;
  private final Sections sections;
  private final Optional<String> file;

  Settings(Map<String, Setting> given, Sections sections, Optional<String> file) {
    this.given = Map.copyOf(given);
    this.sections = sections;
    this.file = file;
  }

  /** The same settings with one of them replaced. */
  public Settings with(Setting setting) {
    Map<String, Setting> changed = new HashMap<>(given);
    changed.put(setting.key().name(), setting);
    return new Settings(changed, sections, file);
  }

  /** The value of one setting. */
  public <T> T get(SettingKey<T> key) {
    return key.read(setting(key).text());
  }

  /** The value as text, with its origin. */
  public Setting setting(SettingKey<?> key) {
    Setting setting = given.get(key.name());
    return setting != null ? setting : new Setting(key, key.fallback(), Origin.DEFAULT);
  }

  /** The settings file that was read, as it was found. */
  public Optional<String> file() {
    return file;
  }

  /** Whether anybody gave this setting. */
  public boolean names(SettingKey<?> key) {
    return given.containsKey(key.name());
  }

  /** The broker's URL. It may hold a password: show {@link Setting#shown} instead. */
  public String broker() {
    return get(SettingKeys.BROKER);
  }

  /** The URL of the results; the broker's when none was named. */
  public String resultBackend() {
    String own = get(SettingKeys.RESULT_BACKEND);
    return own.isEmpty() ? broker() : own;
  }

  public String keyPrefix() {
    return get(SettingKeys.GLOBAL_KEYPREFIX);
  }

  public Duration resultExpires() {
    return get(SettingKeys.RESULT_EXPIRES);
  }

  public boolean resultExtended() {
    return get(SettingKeys.RESULT_EXTENDED);
  }

  /** Whether it is told as an event when a task is enqueued. */
  public boolean sentEvent() {
    return get(SettingKeys.SENT_EVENT);
  }

  /** When STARTED is written: late, always or never. */
  public String trackStarted() {
    return get(SettingKeys.TRACK_STARTED);
  }

  public String defaultQueue() {
    return get(SettingKeys.DEFAULT_QUEUE);
  }

  public int defaultPriority() {
    return get(SettingKeys.DEFAULT_PRIORITY);
  }

  public ZoneId timezone() {
    return get(SettingKeys.TIMEZONE);
  }

  /** The largest message in bytes. */
  public long maxMessage() {
    return get(SettingKeys.MAX_MESSAGE);
  }

  /** Names of arguments whose values are never shown. */
  public List<String> hide() {
    return get(SettingKeys.HIDE);
  }

  public WorkerSettings worker() {
    return WorkerSettings.of(this);
  }

  public TaskDefaults taskDefaults() {
    return new TaskDefaults(
        new RetrySettings(
            get(SettingKeys.RETRIES_MAX),
            get(SettingKeys.RETRIES_BACKOFF),
            get(SettingKeys.RETRIES_MAX_BACKOFF),
            get(SettingKeys.RETRIES_JITTER)),
        get(SettingKeys.ACKS),
        get(SettingKeys.IGNORE_RESULT),
        get(SettingKeys.RATE_LIMIT));
  }

  public MailSettings mail() {
    return new MailSettings(
        get(SettingKeys.MAIL_HOST),
        get(SettingKeys.MAIL_PORT),
        get(SettingKeys.MAIL_SSL),
        get(SettingKeys.MAIL_STARTTLS),
        get(SettingKeys.MAIL_USER),
        get(SettingKeys.MAIL_PASSWORD),
        get(SettingKeys.MAIL_FROM),
        get(SettingKeys.MAIL_OUTBOX),
        get(SettingKeys.MAIL_TIMEOUT),
        get(SettingKeys.MAIL_TEMPLATES),
        get(SettingKeys.MAIL_ATTACHMENTS),
        get(SettingKeys.MAIL_MAX_ATTACHMENTS));
  }

  public LogSettings log() {
    return new LogSettings(get(SettingKeys.LOG_FORMAT), get(SettingKeys.LOG_LEVEL));
  }

  public BeatSettings beat() {
    return new BeatSettings(
        get(SettingKeys.BEAT_NAME),
        get(SettingKeys.BEAT_SCHEDULE),
        get(SettingKeys.BEAT_MAX_INTERVAL),
        get(SettingKeys.BEAT_LEASE));
  }

  /** Where messages for a task go when nobody says where. */
  public String queueOf(String task) {
    return route(task).flatMap(Route::queue).orElseGet(this::defaultQueue);
  }

  /** The priority of messages for a task when nobody says one. */
  public int priorityOf(String task) {
    return route(task).flatMap(Route::priority).orElseGet(this::defaultPriority);
  }

  private Optional<Route> route(String task) {
    return Stream.concat(routes().stream(), ownRoutes())
        .filter(route -> route.matches(task))
        .findFirst();
  }

  /** Where tasks that need no code say themselves where they go. */
  private Stream<Route> ownRoutes() {
    return tasks().stream()
        .map(task -> task.rules().route())
        .filter(route -> route.queue().isPresent() || route.priority().isPresent());
  }

  /** In the order of the file; the first that matches a task decides. */
  public List<Route> routes() {
    return sections.routes();
  }

  /** The people {@code send_mail} knows, by their short names. */
  public Map<String, Recipient> recipients() {
    return sections.recipients();
  }

  /** The tasks that need no code. */
  public Collection<TaskDefinition> tasks() {
    return sections.tasks();
  }
}
