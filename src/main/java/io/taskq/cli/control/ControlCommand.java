package io.taskq.cli.control;

import io.taskq.broker.Revokes;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.NodeOptions;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.text.Visible;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells workers what to do. */
@Command(
    name = "control",
    sortOptions = false,
    description = {
      "Tells workers, taskq's and Celery's, what to do.",
      "",
      "What is revoked does not start any more, whichever worker meets it within a day; a revoke is"
          + " kept in Redis and holds for workers that start later. terminate also ends what runs:"
          + " with the pool process for certain, with threads by an interrupt.",
      "",
      "A rate is one worker's, and holds until the worker ends. With --global it is kept in Redis"
          + " and holds over all workers of taskq together; RATE 0 takes it away."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; a revoke is in Redis, though no node may have replied",
      "2:wrong usage or wrong setting",
      "5:no node did it",
      "69:Redis is unreachable, or no node replied",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq control revoke ID ID              these shall not start",
      "  taskq control terminate TERM ID         this shall end, or not start",
      "  taskq control time_limit resize 10 60   ask after 10 s, end after 60 s",
      "  taskq control rate_limit mail 10/m      ten a minute in each worker",
      "  taskq control rate_limit mail 10/m --global   ten a minute over all workers",
      "  taskq control add_consumer reports      consume one more queue",
      "  taskq control pool_grow 2 -d worker1@alpha    two more slots there",
      "  taskq control shutdown -d worker1@alpha       finish what runs, and end",
    })
public final class ControlCommand implements Callable<Integer> {

  private static final int NOBODY_DID_IT = 5;

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      completionCandidates = Offered.class,
      description =
          "add_consumer autoscale cancel_consumer disable_events enable_events heartbeat pool_grow"
              + " pool_restart pool_shrink rate_limit revoke revoke_by_stamped_headers shutdown"
              + " terminate time_limit.")
  private String what;

  @Parameters(
      index = "1..*",
      paramLabel = "WORD",
      description =
          "ID...; KEY=VALUE...; SIGNAL ID...; TASK SOFT [HARD]; TASK RATE; QUEUE; N; MAX [MIN].")
  private List<String> words = new ArrayList<>();

  @Option(names = "--global", description = "With rate_limit: over all workers of taskq.")
  private boolean everywhere;

  @Mixin private NodeOptions nodes;

  private final CommandContext context;

  /** A command for this run. */
  public ControlCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Deed deed =
        Deed.of(what)
            .orElseThrow(
                () ->
                    new TaskqException.Invalid(
                        "cannot tell workers to \"" + what + "\"",
                        "this version of taskq does not have it",
                        "It has: " + Deed.names() + "."));
    JsonObject arguments = deed.arguments(words);
    if (everywhere) {
      return setRate(deed, arguments);
    }
    // Not left to the workers: there may be none at the moment.
    boolean isInRedis = revoke(deed, arguments);
    SortedMap<String, Json> replies = nodes.askQuietly(context, deed.method(), arguments);
    if (replies.isEmpty() && !isInRedis) {
      throw nodes.nobody();
    }
    show(replies);
    boolean anyDid = replies.values().stream().anyMatch(ControlCommand::isOk);
    return anyDid || isInRedis ? 0 : NOBODY_DID_IT;
  }

  private boolean revoke(Deed deed, JsonObject arguments) {
    Revokes revokes = context.broker().revokes();
    if (deed == Deed.REVOKE_BY_STAMPED_HEADERS) {
      revokes.revokeStamped(DeedWords.stamps(arguments));
      return true;
    }
    List<String> ids = deed.ids(arguments);
    if (!ids.isEmpty()) {
      revokes.revoke(ids);
    }
    return !ids.isEmpty();
  }

  /** Workers learn it from Redis, within a second or when they start. */
  private int setRate(Deed deed, JsonObject arguments) {
    if (deed != Deed.RATE_LIMIT || !nodes.isForAll()) {
      throw new TaskqException.Invalid(
          "cannot use --global here",
          "only a rate can hold over all workers, and then over all of them",
          "Write: taskq control rate_limit TASK RATE --global");
    }
    String task = arguments.textOf("task_name").orElseThrow();
    String rate = arguments.textOf("rate_limit").orElseThrow();
    context.broker().rates().set(task, rate.equals("0") ? "" : rate);
    if (context.output().isJson()) {
      context.output().json(arguments);
    } else {
      context
          .output()
          .line(
              Visible.of(
                  rate.equals("0")
                      ? task + ": no rate over all workers any more"
                      : task + ": " + rate + " over all workers of taskq"));
    }
    return 0;
  }

  private void show(SortedMap<String, Json> replies) {
    if (context.output().isJson()) {
      context.output().json(new JsonObject(replies));
      return;
    }
    replies.forEach((node, reply) -> context.output().line(Visible.of(node + ": " + text(reply))));
    if (replies.isEmpty()) {
      context.output().talk("revoked in Redis; no node replied");
    }
  }

  private static boolean isOk(Json reply) {
    return reply.asObject().filter(object -> object.has("error")).isEmpty();
  }

  /** The words of a reply; the whole of one that has another shape than usual. */
  private static String text(Json reply) {
    JsonObject object = reply.asObject().orElse(JsonObject.EMPTY);
    return object
        .textOf("ok")
        .or(() -> object.textOf("error").map(error -> "error: " + error))
        .orElseGet(() -> reply instanceof JsonNull ? "done" : reply.text());
  }

  /** What a shell offers in its place. */
  static final class Offered implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Stream.of(Deed.values()).map(Deed::method).iterator();
    }
  }
}
