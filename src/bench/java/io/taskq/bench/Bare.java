package io.taskq.bench;

import io.taskq.redis.Keys;
import io.taskq.redis.QueueKeys;
import io.taskq.redis.Redis;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/**
 * The yardstick: the least that hands a task over under a lease and ends it with its result, in
 * batch scripts that check nothing.
 *
 * <p>How fast a machine runs a script differs by a factor of two from one to the next, and from one
 * hour to the next; what taskq's scripts cost more than these does not.
 */
final class Bare {

  private static final String LIFE = "86400000";
  private static final String TAKE =
      """
      local raws = redis.call('RPOP', KEYS[1], ARGV[1]) or {}
      local out, messages, metas, leases = {}, {}, {}, {}
      for n, raw in ipairs(raws) do
        local id = ARGV[2] .. n
        messages[2 * n - 1], messages[2 * n] = id, raw
        metas[2 * n - 1], metas[2 * n] = id, '1|' .. id .. '|0|bare'
        leases[2 * n - 1], leases[2 * n] = ARGV[3], id
        out[2 * n - 1], out[2 * n] = id, raw
      end
      if #raws > 0 then
        redis.call('HSET', KEYS[2], unpack(messages))
        redis.call('HSET', KEYS[3], unpack(metas))
        redis.call('ZADD', KEYS[4], unpack(leases))
      end
      return out
      """;

  private static final String END =
      """
      local ids = {}
      for n = 1, #KEYS - 3 do ids[n] = ARGV[2 * n] end
      redis.call('HDEL', KEYS[1], unpack(ids))
      redis.call('HDEL', KEYS[2], unpack(ids))
      redis.call('ZREM', KEYS[3], unpack(ids))
      for n = 1, #ids do
        local key, text = KEYS[n + 3], ARGV[2 * n + 1]
        redis.call('SET', key, text, 'PX', ARGV[1])
        redis.call('PUBLISH', key, text)
      end
      return #ids
      """;

  static final String LEASED = "bare:leased";

  private static final List<String> PLACES = List.of("bare:messages", "bare:meta", LEASED);

  private Bare() {}

  static void drain(Redis redis, int client) {
    redis.ask("drain", connection -> drain(connection, client + "-"));
  }

  private static int drain(UnifiedJedis client, String prefix) {
    int done = 0;
    List<?> got = take(client, prefix + done + "-");
    while (!got.isEmpty()) {
      end(client, got);
      done += got.size() / 2;
      got = take(client, prefix + done + "-");
    }
    return done;
  }

  private static List<?> take(UnifiedJedis client, String prefix) {
    List<String> keys = new ArrayList<>(List.of(new QueueKeys("", Workload.QUEUE).list(0)));
    keys.addAll(PLACES);
    String lease = Long.toString(System.currentTimeMillis() + 6_000);
    List<String> args = List.of(Integer.toString(BareClients.AT_ONCE), prefix, lease);
    return (List<?>) client.eval(TAKE, keys, args);
  }

  private static void end(UnifiedJedis client, List<?> got) {
    Keys names = new Keys("", 0);
    List<String> keys = new ArrayList<>(PLACES);
    List<String> args = new ArrayList<>(List.of(LIFE));
    for (int i = 0; i < got.size(); i += 2) {
      String id = got.get(i).toString();
      String task = taskId(id);
      keys.add(names.result(task));
      args.add(id);
      args.add(result(task));
    }
    client.eval(END, keys, args);
  }

  static String taskId(String id) {
    return "00000000-0000-0000-0000-" + id;
  }

  static String result(String id) {
    return """
    {"status": "SUCCESS", "result": null, "traceback": null, "children": [], \
    "date_done": "2026-01-01T00:00:00.000000+00:00", "task_id": "%s"}\
    """
        .formatted(id);
  }
}
