package io.taskq.cli.command;

import io.taskq.cli.output.Build;
import io.taskq.config.Settings;
import io.taskq.redis.RedisUrl;
import io.taskq.text.Visible;
import io.taskq.worker.WorkerOptions;
import io.taskq.worker.WorkerSetup;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a worker says when it starts. */
final class Banner {

  private final Settings settings;
  private final WorkerSetup setup;
  private final Optional<String> schedule;

  /**
   * Makes the banner.
   *
   * @param schedule what a beat in this worker fires
   */
  Banner(Settings settings, WorkerSetup setup, Optional<String> schedule) {
    this.settings = settings;
    this.setup = setup;
    this.schedule = schedule;
  }

  void print(PrintWriter out) {
    WorkerOptions options = setup.options();
    List<String> tasks = setup.tasks().names();
    out.println(
        "taskq %s  %s  pid %d"
            .formatted(Build.VERSION, options.node(), ProcessHandle.current().pid()));
    line(out, "broker", BrokerCommand.described(settings));
    line(out, "results", results());
    line(
        out,
        "pool",
        "%s, %d %s"
            .formatted(
                options.pool().word(),
                options.concurrency(),
                options.concurrency() == 1 ? "slot" : "slots"));
    line(out, "queues", String.join(" ", options.queues()));
    line(out, "tasks", "%s (%d)".formatted(String.join(" ", tasks), tasks.size()));
    schedule.ifPresent(described -> line(out, "beat", described));
    out.println(
        "ready. Stop with Ctrl-C: running tasks finish first, a second Ctrl-C gives them back.");
    out.flush();
  }

  private static void line(PrintWriter out, String name, String value) {
    out.println(Visible.of("  %-8s  %s".formatted(name, value)));
  }

  private String results() {
    RedisUrl broker = RedisUrl.parse(settings.broker());
    RedisUrl results = RedisUrl.parse(settings.resultBackend());
    String place = broker.equals(results) ? "same" : results.masked();
    Duration kept = settings.resultExpires();
    return place + (kept.isZero() ? ", kept for ever" : ", kept " + words(kept));
  }

  private static String words(Duration time) {
    if (time.toSeconds() % 86_400 == 0) {
      return time.toDays() == 1 ? "1 day" : time.toDays() + " days";
    }
    return time.toSeconds() % 3_600 == 0 ? time.toHours() + " h" : time.toSeconds() + " s";
  }
}
