package io.taskq.bench;

import io.taskq.bench.report.Numbers;

/** What the drains of one contender showed, round by round. */
record DrainNumbers(
    Contender contender,
    Numbers warm,
    Numbers cold,
    Numbers script,
    Numbers worker,
    Numbers redis) {

  DrainNumbers(Contender contender) {
    this(contender, new Numbers(), new Numbers(), new Numbers(), new Numbers(), new Numbers());
  }

  void add() {
    Drain.Seen seen = new Drain(contender).run();
    warm.add(seen.warm());
    cold.add(seen.cold());
    script.add(seen.scriptMicros());
    worker.add(seen.workerMicros());
    redis.add(seen.redisMicros());
  }
}
