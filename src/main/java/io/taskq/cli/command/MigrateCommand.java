package io.taskq.cli.command;

import io.taskq.broker.Broker;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.QueueChoice;
import io.taskq.error.TaskqException;
import io.taskq.json.JsonObject;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.text.Visible;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves waiting messages to another broker, or to another queue. */
@Command(
    name = "migrate",
    sortOptions = false,
    description = {
      "Moves the messages that wait, Celery's and taskq's, to another broker or another queue.",
      "",
      "Each is written there before it is removed here, so a command that is killed loses nothing."
          + " Run it again: within ten minutes it notices what it has written before, by the id of"
          + " the task, and only removes it here. Let no worker consume the source meanwhile: what"
          + " one takes at that moment would run there and here. What is delayed, runs, was given"
          + " back or is dead stays, and is counted."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:moved; the answer is how many",
      "2:wrong usage or wrong setting",
      "4:a worker took messages of the source meanwhile",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq migrate redis://old:6379/0 redis://new:6379/0            every known queue",
      "  taskq migrate redis://old:6379/0 redis://new:6379/0 -Q mail    one queue",
      "  taskq migrate mail mail.slow -n 100      100 messages to another queue of this broker",
      "  taskq migrate mail mail.slow --dry-run   how many it would be",
    })
public final class MigrateCommand implements Callable<Integer> {

  private static final int TAKEN_MEANWHILE = 4;

  @Parameters(index = "0", paramLabel = "SRC", description = "Address of a broker, or a queue.")
  private String source;

  @Parameters(index = "1", paramLabel = "DST", description = "The same kind: where they go.")
  private String target;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many (default: all).")
  private long limit = Long.MAX_VALUE;

  @Mixin private QueueChoice queues;

  @Option(names = "--dry-run", description = "Only count.")
  private boolean dryRun;

  private final CommandContext context;

  /** A command for this run. */
  public MigrateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean betweenBrokers = isAddress(source);
    if (betweenBrokers != isAddress(target) || source.equals(target)) {
      throw new TaskqException.Invalid(
          "cannot migrate from " + Visible.of(source) + " to " + Visible.of(target),
          "both must be addresses of brokers, or both names of queues, and not the same",
          "Write: taskq migrate redis://old:6379/0 redis://new:6379/0");
    }
    Migration migration = new Migration(context.codec(), limit, dryRun);
    if (betweenBrokers) {
      migrateBrokers(migration);
    } else {
      migration.move(context.broker(), source, context.broker(), target);
    }
    show(migration);
    return migration.taken() > 0 ? TAKEN_MEANWHILE : 0;
  }

  private static boolean isAddress(String place) {
    return place.contains("://");
  }

  private void migrateBrokers(Migration migration) {
    RedisUrl from = RedisUrl.parse(source);
    RedisUrl to = RedisUrl.parse(target);
    try (Redis here = Redis.connect(from, RedisOptions.forCommand());
        Redis there = Redis.connect(to, RedisOptions.forCommand())) {
      Broker old = Broker.on(here, keys(from));
      Broker next = Broker.on(there, keys(to));
      NavigableSet<String> names = new TreeSet<>(old.queues().names());
      names.add(context.settings().defaultQueue());
      queues.narrow(names).forEach(queue -> migration.move(old, queue, next, queue));
    }
  }

  private Keys keys(RedisUrl url) {
    return new Keys(context.settings().keyPrefix(), url.db());
  }

  private void show(Migration migration) {
    if (context.output().isJson()) {
      context
          .output()
          .json(
              JsonObject.builder()
                  .put("moved", migration.moved())
                  .put("written_before", migration.again())
                  .put("taken_meanwhile", migration.taken())
                  .put("stay", migration.stay())
                  .put("dry_run", dryRun)
                  .build());
      return;
    }
    String word = dryRun ? "would be moved" : "moved";
    context.output().line(String.format(Locale.ROOT, "%,d %s", migration.moved(), word));
    say(migration.again(), "were written by a command before this one, and are only removed here");
    say(migration.taken(), "were taken by a worker meanwhile: they may run there and here");
    say(migration.stay(), "stay: delayed, running, given back or dead");
  }

  private void say(long count, String what) {
    if (count > 0) {
      context.output().talk(String.format(Locale.ROOT, "%,d %s", count, what));
    }
  }
}
