package io.taskq.http;

import io.taskq.config.HttpDefinition;
import io.taskq.config.HttpHost;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Where an answer sends the request instead. */
final class Redirect {

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> AS_IT_WAS = Set.of(307, 308);

  /** What tells another host nothing it must not know. */
  private static final Set<String> FOR_ANYBODY =
      Set.of("user-agent", "accept", "taskq-id", "taskq-attempt", "content-type");

  private Redirect() {}

  /** Whether the answer is one that is followed. */
  static boolean is(Answer answer, HttpDefinition definition) {
    return definition.redirects() > 0
        && STATUSES.contains(answer.status())
        && !definition.expect().contains(answer.status())
        && answer.header("location").isPresent();
  }

  /**
   * The request that follows it. Whether its host may be reached is found out when it is sent.
   *
   * @param hops how many were followed before
   * @throws HttpRefused when it is one too many, or leads where no request goes
   */
  static Request next(Request request, Answer answer, int hops, HttpDefinition definition) {
    if (hops == definition.redirects()) {
      throw new HttpRefused("%s: more than %d redirects".formatted(request, hops));
    }
    try {
      URI to = URI.create(request.host() + request.target()).resolve(location(answer));
      HttpHost host =
          HttpHost.read(
              String.valueOf(to.getScheme()), Optional.ofNullable(to.getRawAuthority()).orElse(""));
      if (request.host().encrypted() && !host.encrypted()) {
        throw new IllegalArgumentException(host + " is not encrypted");
      }
      return next(request, answer.status(), host, target(to));
    } catch (IllegalArgumentException e) {
      throw new HttpRefused(
          "%s: redirected to where no request goes: %s".formatted(request, e.getMessage()));
    }
  }

  private static URI location(Answer answer) {
    try {
      return URI.create(answer.header("location").orElseThrow());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("its header Location is no url", e);
    }
  }

  private static String target(URI to) {
    String path = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
    return to.getRawQuery() == null ? path : path + "?" + to.getRawQuery();
  }

  private static Request next(Request request, int status, HttpHost host, String target) {
    boolean same = AS_IT_WAS.contains(status) || request.method().equals("HEAD");
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.headers());
    if (!host.equals(request.host())) {
      headers
          .keySet()
          .removeIf(name -> !FOR_ANYBODY.contains(name.toLowerCase(java.util.Locale.ROOT)));
    }
    if (!same) {
      headers.remove("Content-Type");
    }
    return new Request(
        same ? request.method() : "GET",
        host,
        target,
        headers,
        same ? request.body() : Optional.empty());
  }
}
