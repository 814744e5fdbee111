package io.taskq.broker;

import io.taskq.error.TaskqException;
import io.taskq.redis.Keys;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/**
 * Makes queues known to every worker and to Celery, once per process. The first time it also looks
 * whether a newer taskq has laid out the keys. Thread-safe.
 */
final class KnownQueues {

  private static final int SCHEMA = 1;

  private final Access access;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  KnownQueues(Access access) {
    this.access = access;
  }

  void know(Collection<String> queues) {
    List<String> fresh =
        queues.stream().filter(queue -> !known.contains(queue)).distinct().toList();
    if (fresh.isEmpty()) {
      return;
    }
    fresh.forEach(access::queue);
    checkSchema(access.redis().ask("look for queues", client -> register(client, fresh)));
    known.addAll(fresh);
  }

  private String register(UnifiedJedis client, List<String> fresh) {
    Keys keys = access.keys();
    try (AbstractPipeline trip = client.pipelined()) {
      trip.set(keys.schema(), Integer.toString(SCHEMA), SetParams.setParams().nx());
      Response<String> schema = trip.get(keys.schema());
      Response<Long> added = trip.sadd(keys.queues(), fresh.toArray(String[]::new));
      for (String queue : fresh) {
        trip.sadd(keys.binding(queue), Keys.bindingOf(queue, queue));
      }
      trip.sync();
      added.get();
      return schema.get();
    }
  }

  private void checkSchema(String found) {
    if (!found.matches("\\d{1,6}") || Integer.parseInt(found) > SCHEMA) {
      throw new TaskqException.Refused(
          "these queues cannot be used",
          "they were written by a newer taskq (layout "
              + found
              + ", this one knows "
              + SCHEMA
              + ")",
          "Use the newer taskq, or another global_keyprefix.");
    }
  }
}
