package io.taskq.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What all parts of a run share.
 *
 * @param taskq the launcher
 * @param taskJar with the task that does nothing
 * @param redis the server both contenders use
 * @param folder of this run alone; gone after it
 * @param celery the version of the installed Celery; empty when there is none
 */
record Surroundings(
    String taskq, Path taskJar, PrivateRedis redis, Path folder, Optional<String> celery) {

  /** Named in full: the python3 on the PATH is often another one, without Celery. */
  static final String PYTHON = "/usr/bin/python3";

  static Surroundings of(String taskq, PrivateRedis redis, Path folder) throws IOException {
    Files.writeString(folder.resolve("bench_tasks.py"), celeryTasks(redis.url()));
    List<String> version = List.of(PYTHON, "-c", "import celery, redis; print(celery.__version__)");
    return new Surroundings(
        taskq,
        TaskJar.write(folder),
        redis,
        folder,
        Program.output(version, folder).filter(text -> !text.isEmpty()));
  }

  String url() {
    return redis.url();
  }

  /** What Celery's worker runs: the same task by the same name. */
  private static String celeryTasks(String url) {
    return """
    from celery import Celery

    app = Celery("bench", broker="%s", backend="%s")


    @app.task(name="%s")
    def nothing():
        return None
    """
        .formatted(url, url, Workload.TASK);
  }
}
