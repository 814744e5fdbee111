package io.taskq.client;

import io.taskq.config.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a client works. What the workers' settings say of the same must be the same here.
 *
 * @param resultBackend where results are; empty for the broker's own database
 * @param keyPrefix before every key
 * @param defaultQueue for calls that neither say one nor have a route
 * @param defaultPriority likewise
 * @param routes which queue and priority the tasks of a name pattern go to; the first that fits
 * @param hide names of arguments that are shown as stars wherever a message is listed
 * @param mostBytes how long a message may be
 * @param connections how many threads can ask Redis at once; others wait for one of these
 * @param patience how long a call is sent again while Redis is away; it is enqueued once all the
 *     same
 */
public record ClientOptions(
    Optional<String> resultBackend,
    String keyPrefix,
    String defaultQueue,
    int defaultPriority,
    List<Route> routes,
    Set<String> hide,
    int mostBytes,
    int connections,
    Duration patience) {

  /** What a worker without settings goes by. */
  public static final ClientOptions DEFAULTS = new Builder().build();

  public ClientOptions {
    routes = List.copyOf(routes);
    hide = Set.copyOf(hide);
  }

  /** The defaults, to change some of them. */
  public static Builder builder() {
    return new Builder();
  }

  String queueOf(String task) {
    return route(task).flatMap(Route::queue).orElse(defaultQueue);
  }

  int priorityOf(String task) {
    return route(task).flatMap(Route::priority).orElse(defaultPriority);
  }

  private Optional<Route> route(String task) {
    return routes.stream().filter(route -> route.matches(task)).findFirst();
  }

  /** Options in the making; each has its default until it is said. */
  public static final class Builder {

    private Optional<String> resultBackend = Optional.empty();
    private String keyPrefix = "";
    private String defaultQueue = "celery";
    private int defaultPriority;
    private List<Route> routes = List.of();
    private Set<String> hide = Set.of("password", "token", "secret", "api_key");
    private int mostBytes = 16 << 20;
    private int connections = 8;
    private Duration patience = Duration.ofSeconds(5);

    private Builder() {}

    public Builder resultBackend(String url) {
      resultBackend = Optional.of(url);
      return this;
    }

    public Builder keyPrefix(String prefix) {
      keyPrefix = prefix;
      return this;
    }

    public Builder defaultQueue(String name) {
      defaultQueue = name;
      return this;
    }

    public Builder defaultPriority(int priority) {
      defaultPriority = priority;
      return this;
    }

    public Builder routes(List<Route> some) {
      routes = some;
      return this;
    }

    public Builder hide(Set<String> names) {
      hide = names;
      return this;
    }

    public Builder mostBytes(int bytes) {
      mostBytes = bytes;
      return this;
    }

    public Builder connections(int most) {
      connections = most;
      return this;
    }

    public Builder patience(Duration time) {
      patience = time;
      return this;
    }

    public ClientOptions build() {
      return new ClientOptions(
          resultBackend,
          keyPrefix,
          defaultQueue,
          defaultPriority,
          routes,
          hide,
          mostBytes,
          connections,
          patience);
    }
  }
}
