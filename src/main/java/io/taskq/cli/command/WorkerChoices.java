package io.taskq.cli.command;

import io.taskq.config.Settings;
import io.taskq.config.WorkerSettings;
import io.taskq.error.TaskqException;
import io.taskq.task.DeclaredOptions;
import io.taskq.task.Rate;
import io.taskq.task.TimeLimits;
import io.taskq.worker.PoolKind;
import io.taskq.worker.Scale;
import io.taskq.worker.StartPolicy;
import io.taskq.worker.WorkerOptions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
    NotBuilt.refuse(worker);
    PoolKind pool = PoolKind.named(worker.pool()).orElseThrow();
    List<String> queues =
        worker.queues().stream().filter(q -> !worker.excludeQueues().contains(q)).toList();
    NotBuilt.requireQueues(queues, worker);
    int cpus = Runtime.getRuntime().availableProcessors();
    int usual = pool == PoolKind.PROCESS ? cpus : cpus * SLOTS_FOR_EACH_CPU;
    if (pool == PoolKind.SOLO && !worker.autoscale().isEmpty()) {
      throw new TaskqException.Invalid(
          "cannot scale this worker", "the pool solo has one slot", "Choose another with --pool.");
    }
    int slots =
        pool == PoolKind.SOLO
            ? 1
            : scale(worker.autoscale())
                .map(Scale::min)
                .orElseGet(() -> worker.concurrency().orElse(usual));
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
        DeclaredOptions.acks(settings.taskDefaults().acks()),
        settings.taskDefaults().rateLimit().flatMap(Rate::parse),
        scale(),
        worker.events());
  }

  /** MAX,MIN, as Celery writes it; one number alone is the most. */
  private Optional<Scale> scale() {
    return scale(settings.worker().autoscale());
  }

  private static Optional<Scale> scale(List<String> range) {
    if (range.isEmpty()) {
      return Optional.empty();
    }
    if (range.size() > 2 || !range.stream().allMatch(end -> end.matches("\\d{1,5}"))) {
      throw new TaskqException.Invalid(
          "cannot read worker.autoscale",
          "\"" + String.join(",", range) + "\" is not MAX,MIN",
          "Give the most and the fewest slots, for example 10,2.");
    }
    int max = Integer.parseInt(range.getFirst());
    return Optional.of(Scale.of(max, range.size() == 1 ? 1 : Integer.parseInt(range.getLast())));
  }
}
