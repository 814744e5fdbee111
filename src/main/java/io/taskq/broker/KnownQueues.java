package io.taskq.broker;

import io.taskq.error.TaskqException;
import io.taskq.redis.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
    checkSchema(register(fresh));
    known.addAll(fresh);
  }

  private String register(List<String> fresh) {
    Keys keys = access.keys();
    List<String> named = new ArrayList<>(List.of(keys.queues(), keys.schema()));
    List<String> args = new ArrayList<>(List.of(Integer.toString(SCHEMA)));
    for (String queue : fresh) {
      named.add(keys.binding(queue));
      args.add(queue);
      args.add(Keys.bindingOf(queue, queue));
    }
    return (String) access.run("know", named, args);
  }

  private void checkSchema(String found) {
    if (!found.matches("\\d{1,6}") || Integer.parseInt(found) > SCHEMA) {
      throw new TaskqException.NewerLayout(
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
