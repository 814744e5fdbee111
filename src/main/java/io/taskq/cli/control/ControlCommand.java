package io.taskq.cli.control;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.NodeOptions;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
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
          + " with the pool process for certain, with threads by an interrupt."
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
    })
public final class ControlCommand implements Callable<Integer> {

  private static final int NOBODY_DID_IT = 5;

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      completionCandidates = Offered.class,
      description = "revoke, terminate or time_limit.")
  private String what;

  @Parameters(
      index = "1..*",
      paramLabel = "WORD",
      description = "ID...; SIGNAL ID...; TASK SOFT [HARD].")
  private List<String> words = new ArrayList<>();

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
    List<String> revoked = deed.ids(words);
    if (!revoked.isEmpty()) {
      // Not left to the workers: there may be none at the moment.
      context.broker().revokes().revoke(revoked);
    }
    SortedMap<String, Json> replies = nodes.askQuietly(context, deed.method(), arguments);
    if (replies.isEmpty() && revoked.isEmpty()) {
      throw nodes.nobody();
    }
    show(replies);
    boolean anyDid = replies.values().stream().anyMatch(ControlCommand::isOk);
    return anyDid || !revoked.isEmpty() ? 0 : NOBODY_DID_IT;
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
    return reply.asObject().filter(object -> object.has("ok")).isPresent();
  }

  /** The words of a reply; the whole of one that has another shape than usual. */
  private static String text(Json reply) {
    JsonObject object = reply.asObject().orElse(JsonObject.EMPTY);
    return object
        .textOf("ok")
        .or(() -> object.textOf("error").map(error -> "error: " + error))
        .orElseGet(reply::text);
  }

  /** What a shell offers in its place. */
  static final class Offered implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Stream.of(Deed.values()).map(Deed::method).iterator();
    }
  }
}
