package io.taskq.cli.command;

import io.taskq.beat.BeatSetup;
import io.taskq.beat.PlanFile;
import io.taskq.broker.Broker;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.LogLines;
import io.taskq.message.RandomId;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.result.ResultStore;
import java.util.Optional;

/** Puts a beat together from settings. */
final class BeatAssembly {

  private BeatAssembly() {}

  static BeatSetup setup(
      CommandContext context, PlanFile file, Redis redis, Broker broker, LogLines log) {
    String host = Host.name(context.environment());
    return new BeatSetup(
        file.first(),
        Optional.of(file),
        context.settings(),
        redis,
        context.keys(),
        broker,
        new ResultStore(results(context, redis), context.keys()),
        context.codec(),
        host,
        "%s:%d:%s".formatted(host, ProcessHandle.current().pid(), RandomId.next()),
        log::info,
        log::warning,
        redis::time,
        context.clock());
  }

  /** Results may be in another database; a connection is made when a run has to be looked after. */
  private static Redis results(CommandContext context, Redis redis) {
    return context.resultUrl().equals(context.brokerUrl())
        ? redis
        : Redis.connect(context.resultUrl(), RedisOptions.forWorker("taskq-beat"));
  }
}
