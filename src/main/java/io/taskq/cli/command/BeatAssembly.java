package io.taskq.cli.command;

import io.taskq.beat.BeatSetup;
import io.taskq.beat.Plan;
import io.taskq.broker.Broker;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.LogLines;
import io.taskq.message.RandomId;
import io.taskq.redis.Redis;

/** Puts a beat together from settings. */
final class BeatAssembly {

  private BeatAssembly() {}

  static BeatSetup setup(
      CommandContext context, Plan plan, Redis redis, Broker broker, LogLines log) {
    String host = Host.name(context.environment());
    return new BeatSetup(
        plan,
        context.settings(),
        redis,
        context.keys(),
        broker,
        context.codec(),
        host,
        "%s:%d:%s".formatted(host, ProcessHandle.current().pid(), RandomId.next()),
        log::info,
        log::warning,
        redis::time,
        context.clock());
  }
}
