package io.taskq.bench;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * One of those that drain a queue.
 *
 * @param name in the tables
 * @param redis the server it works on
 * @param tasks how many a round has: enough for some seconds
 * @param fill puts them there, before the clock runs
 * @param backlog what is left of them
 * @param keepsResults whether each task leaves a key with its result
 */
record Contender(
    String name,
    PrivateRedis redis,
    int tasks,
    Runnable fill,
    Backlog backlog,
    boolean keepsResults,
    Supplier<Running> start) {

  /** taskq's worker, as a user starts it. */
  static Contender taskq(Surroundings around, PrivateRedis redis, int slots, Load load) {
    List<String> worker = new ArrayList<>(List.of(around.taskq(), "-b", redis.url(), "worker"));
    worker.addAll(List.of("-c", Integer.toString(slots), "-I", around.taskJar().toString()));
    worker.addAll(load.options());
    return new Contender(
        "-c " + slots,
        redis,
        load.tasks(),
        () -> new Stock(redis).lay(load.task(), load.tasks()),
        Backlog.ofTaskq(List.of(Workload.QUEUE)),
        true,
        () -> WorkerProcess.start(worker, around));
  }

  static Contender taskq(Surroundings around, int slots, int tasks) {
    return taskq(around, around.redis(), slots, Load.of(Workload.TASK, tasks));
  }

  /** taskq's own scripts, asked by clients that run nothing. */
  static Contender sameScripts(Surroundings around, int tasks) {
    return bare("the same scripts, bare", around, tasks, OurScripts::drain);
  }

  /** The least that scripts can do, asked by clients that run nothing. */
  static Contender leastScripts(Surroundings around, int tasks) {
    return bare("the least scripts, bare", around, tasks, Bare::drain);
  }

  private static Contender bare(
      String name, Surroundings around, int tasks, ObjIntConsumer<Redis> drain) {
    PrivateRedis redis = around.redis();
    return new Contender(
        name,
        redis,
        tasks,
        () -> new Stock(redis).lay(Workload.TASK, tasks),
        Backlog.of(
            Backlog.list(Workload.QUEUE),
            Backlog.set(Bare.LEASED),
            Backlog.set(new Keys("", 0).queue(Workload.QUEUE).leased())),
        true,
        () -> BareClients.start(redis, drain));
  }

  /**
   * What taskq's worker is given.
   *
   * @param options more of its command line
   */
  record Load(String task, int tasks, List<String> options) {

    static Load of(String task, int tasks) {
      return new Load(task, tasks, List.of());
    }
  }
}
