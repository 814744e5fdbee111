package io.taskq.cli.inspect;

import io.taskq.cli.option.CommandContext;
import io.taskq.control.Audience;
import io.taskq.control.ControlClient;
import io.taskq.event.EventListener;
import io.taskq.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what nodes tell of themselves and of tasks, as it happens. */
@Command(
    name = "events",
    sortOptions = false,
    description = {
      "Shows what workers, taskq's and Celery's, tell of themselves and of tasks, as it happens.",
      "",
      "On a terminal this is a screen that keeps itself up to date. Elsewhere, and with --dump, it"
          + " is a line for each event, until Ctrl-C. Workers tell of tasks when they are started"
          + " with --task-events, or were told: taskq control enable_events."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended by --limit, or by q on the screen",
      "2:wrong usage or wrong setting",
      "69:Redis is unreachable, or was lost",
      "130:ended by Ctrl-C",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq events                    the screen",
      "  taskq events --dump             a line for each event",
      "  taskq events --dump --json      the same for a program, with all members",
      "  taskq events --dump --limit 1   the next event",
    })
public final class EventsCommand implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofMillis(200);

  @Option(
      names = {"-d", "--dump"},
      description = "Print a line for each event.")
  private boolean dump;

  @Option(names = "--limit", paramLabel = "N", description = "End after so many events.")
  private long limit = Long.MAX_VALUE;

  private final CommandContext context;

  /** A command for this run. */
  public EventsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (EventListener listener = EventListener.open(context.redis(), context.keys())) {
      // So that workers show up at once, and not with their next heartbeat.
      new ControlClient(context.redis(), context.keys(), context.clock())
          .tell("heartbeat", JsonObject.EMPTY, Audience.EVERYBODY);
      if (dump || context.output().isJson() || !context.isOnTerminal()) {
        dump(listener);
      } else {
        new EventScreen(context).show(listener);
      }
    }
    return 0;
  }

  private void dump(EventListener listener) throws InterruptedException {
    EventText text = new EventText();
    Predicate<JsonObject> print =
        event -> {
          if (context.output().isJson()) {
            context.output().json(event);
          } else {
            context.output().line(text.line(event));
          }
          return --limit > 0;
        };
    boolean more = limit > 0;
    while (more) {
      more = listener.next(LOOK).stream().allMatch(print);
      context.output().flush();
    }
  }
}
