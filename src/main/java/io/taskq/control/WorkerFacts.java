package io.taskq.control;

import io.taskq.json.JsonObject;
import io.taskq.redis.RedisUrl;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What a worker lets others see of itself. The suppliers are called on the control thread for each
 * request, so they must be quick and safe to call from any thread.
 *
 * @param node its name
 * @param pid of its process
 * @param started when it started
 * @param pool threads, virtual, process or solo
 * @param slots how many tasks may run at once
 * @param range between how many slots it has; empty where they are fixed
 * @param children the processes that run tasks for it; none in most pools
 * @param queues the names of the queues it consumes
 * @param broker where its queues are
 * @param hide names of arguments whose values are shown to nobody
 * @param running the tasks that run now
 * @param accepted how many tasks of each name it took since it started
 * @param tasks the tasks it can run
 * @param revoked the ids of revoked tasks
 * @param settings its settings by name, secrets already masked
 */
public record WorkerFacts(
    String node,
    long pid,
    Instant started,
    String pool,
    IntSupplier slots,
    Supplier<Optional<Range>> range,
    Supplier<List<Long>> children,
    Supplier<List<String>> queues,
    RedisUrl broker,
    Set<String> hide,
    Supplier<List<TaskInfo>> running,
    Supplier<Map<String, Long>> accepted,
    Supplier<List<RegisteredTask>> tasks,
    Supplier<List<String>> revoked,
    Supplier<JsonObject> settings) {

  /** Between how many slots a worker has. */
  public record Range(int max, int min) {}

  public WorkerFacts {
    hide = Set.copyOf(hide);
  }
}
