package io.taskq.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * One of the two that are compared.
 *
 * @param name in the tables
 * @param worker the command that starts its worker on the queue {@code celery}
 * @param folder where it runs
 * @param drained how many tasks a round of the drain has: enough for some seconds
 */
record Contender(String name, List<String> worker, Path folder, int drained) {

  static Contender taskq(Surroundings around, int slots, int drained) {
    String jar = around.taskJar().toString();
    List<String> worker =
        List.of(
            around.taskq(), "-b", around.url(), "worker", "-c", Integer.toString(slots), "-I", jar);
    return new Contender("taskq -c " + slots, worker, around.folder(), drained);
  }

  static Contender celery(Surroundings around, int drained) {
    List<String> worker =
        List.of(Surroundings.PYTHON, "-m", "celery", "-A", "bench_tasks", "worker", "-c", "2");
    return new Contender("Celery -c 2", worker, around.folder(), drained);
  }
}
