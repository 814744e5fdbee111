package io.taskq.cli.command;

import io.taskq.config.Settings;
import io.taskq.config.WorkerSettings;
import io.taskq.task.DeclaredOptions;
import io.taskq.task.TimeLimits;
import io.taskq.worker.PoolKind;
import io.taskq.worker.StartPolicy;
import io.taskq.worker.WorkerOptions;
import java.util.List;
import java.util.Locale;

/**
 * What the settings mean for one worker; those that this version does not fulfil are refused.
 *
 * @param settings all of them
 * @param pool where tasks run
 * @param slots how many at once
 * @param queues what is consumed
 */
record WorkerChoices(Settings settings, PoolKind pool, int slots, List<String> queues) {

  private static final int SLOTS_FOR_EACH_CPU = 4;

  static WorkerChoices of(Settings settings) {
    WorkerSettings worker = settings.worker();
    NotBuilt.refuse(worker, settings.taskDefaults());
    PoolKind pool = PoolKind.named(worker.pool()).orElseThrow();
    List<String> queues =
        worker.queues().stream().filter(q -> !worker.excludeQueues().contains(q)).toList();
    NotBuilt.requireQueues(queues, worker);
    int cpus = Runtime.getRuntime().availableProcessors();
    int usual = pool == PoolKind.PROCESS ? cpus : cpus * SLOTS_FOR_EACH_CPU;
    int slots = pool == PoolKind.SOLO ? 1 : worker.concurrency().orElse(usual);
    return new WorkerChoices(settings, pool, slots, queues);
  }

  WorkerOptions options(String node, boolean burst) {
    WorkerSettings worker = settings.worker();
    return new WorkerOptions(
        node,
        queues,
        pool,
        slots,
        worker.lease(),
        worker.maxDeliveries(),
        worker.drainTimeout(),
        burst,
        worker.fair(),
        StartPolicy.valueOf(settings.trackStarted().toUpperCase(Locale.ROOT)),
        DeclaredOptions.policy(settings.taskDefaults().retries()),
        new TimeLimits(worker.softTimeLimit(), worker.timeLimit()),
        DeclaredOptions.acks(settings.taskDefaults().acks()));
  }
}
