package io.taskq.control;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.message.LogicalClock;
import io.taskq.redis.RedisUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What {@code inspect stats} tells of a worker, in Celery's shape. */
final class StatsReply {

  private static final List<String> UNMEASURED =
      List.of(
          "ixrss",
          "idrss",
          "isrss",
          "minflt",
          "majflt",
          "nswap",
          "inblock",
          "oublock",
          "msgsnd",
          "msgrcv",
          "nsignals",
          "nvcsw",
          "nivcsw");

  private final WorkerFacts facts;
  private final LogicalClock clock;
  private final InstantSource now;

  StatsReply(WorkerFacts facts, LogicalClock clock, InstantSource now) {
    this.facts = facts;
    this.clock = clock;
    this.now = now;
  }

  JsonObject json() {
    JsonObject.Builder total = JsonObject.builder();
    facts.accepted().get().forEach((task, count) -> total.put(task, count.longValue()));
    JsonObject.Builder stats =
        JsonObject.builder()
            .put("total", total.build())
            .put("pid", facts.pid())
            // A text here and a number everywhere else: that is how Celery sends it.
            .put("clock", Long.toString(clock.value()))
            .put("uptime", Duration.between(facts.started(), now.instant()).toSeconds())
            .put("pool", pool())
            .put("broker", broker())
            .put("prefetch_count", facts.slots().getAsInt())
            .put("rusage", usage());
    facts.range().get().ifPresent(range -> stats.put("autoscaler", autoscaler(range)));
    return stats.build();
  }

  private JsonObject pool() {
    return JsonObject.builder()
        .put("implementation", "taskq:" + facts.pool())
        .put("max-concurrency", facts.slots().getAsInt())
        .put("threads", facts.running().get().size())
        .put("processes", processes())
        .put("max-tasks-per-child", "N/A")
        .put("put-guarded-by-semaphore", false)
        .put("timeouts", JsonArray.of(Json.of(0), Json.of(0)))
        .build();
  }

  private JsonArray processes() {
    List<Long> children = facts.children().get();
    return new JsonArray(
        (children.isEmpty() ? List.of(facts.pid()) : children)
            .stream().<Json>map(Json::of).toList());
  }

  private JsonObject autoscaler(WorkerFacts.Range range) {
    return JsonObject.builder()
        .put("max", range.max())
        .put("min", range.min())
        .put("current", facts.slots().getAsInt())
        .put("qty", facts.running().get().size())
        .build();
  }

  private JsonObject broker() {
    RedisUrl url = facts.broker();
    return JsonObject.builder()
        .put("hostname", url.host())
        .put("userid", url.user())
        .put("virtual_host", Integer.toString(url.db()))
        .put("port", url.port())
        .put("insist", false)
        .put("ssl", url.tls())
        .put("transport", "redis")
        .put("connect_timeout", 4)
        .put("transport_options", JsonObject.EMPTY)
        .put("login_method", JsonNull.NULL)
        .put("uri_prefix", JsonNull.NULL)
        .put("heartbeat", 120.0)
        .put("failover_strategy", "round-robin")
        .put("alternates", JsonArray.EMPTY)
        .put("credential_provider", JsonNull.NULL)
        .build();
  }

  /** What the process used; the JVM does not tell system time apart, nor counts the rest. */
  private static JsonObject usage() {
    Duration used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    JsonObject.Builder usage =
        JsonObject.builder()
            .put("utime", used.toMillis() / 1000.0)
            .put("stime", 0.0)
            .put("maxrss", Runtime.getRuntime().totalMemory() / 1024);
    UNMEASURED.forEach(member -> usage.put(member, 0));
    return usage.build();
  }
}
