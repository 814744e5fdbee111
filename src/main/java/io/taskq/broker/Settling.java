package io.taskq.broker;

import io.taskq.redis.QueueKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Ends deliveries, or puts them off, with everything that belongs to it. */
final class Settling {

  private final Access access;

  Settling(Access access) {
    this.access = access;
  }

  List<Answer> finishMany(String queue, List<Finish> finishes) {
    List<Answer> answers = new ArrayList<>(finishes.size());
    for (int from = 0; from < finishes.size(); from += Holding.BATCH) {
      int to = Math.min(from + Holding.BATCH, finishes.size());
      answers.addAll(finishBatch(access.queue(queue), finishes.subList(from, to)));
    }
    return answers;
  }

  private List<Answer> finishBatch(QueueKeys queue, List<Finish> finishes) {
    List<String> keys =
        new ArrayList<>(
            List.of(queue.meta(), queue.leased(), queue.messages(), queue.ids(), queue.deadInfo()));
    List<String> args = new ArrayList<>(List.of(access.home(), access.away()));
    for (Finish finish : finishes) {
      keys.add(Access.key(finish.result()));
      args.add(finish.handle().id());
      args.add(finish.handle().fence());
      args.add(Access.text(finish.result()));
      args.add(Access.ttl(finish.result()));
    }
    return ((List<?>) access.run("finish_many", keys, args))
        .stream().map(Settling::answer).toList();
  }

  private static Answer answer(Object reply) {
    return switch (((Long) reply).intValue()) {
      case 1 -> Answer.DONE;
      case 0 -> Answer.GONE;
      default -> Answer.STALE;
    };
  }

  /** Ends a delivery; buries it when there is a reason. */
  FinishAnswer finish(Handle handle, End end) {
    QueueKeys queue = access.queue(handle.queue());
    List<String> keys =
        new ArrayList<>(
            List.of(
                queue.meta(),
                queue.leased(),
                queue.messages(),
                queue.ids(),
                queue.dead(),
                queue.deadInfo(),
                end.parts().map(ChordParts::group).orElse("")));
    List<String> args =
        new ArrayList<>(
            List.of(
                handle.id(),
                handle.fence(),
                handle.taskId(),
                end.reason(),
                access.home(),
                access.away()));
    count(end.parts(), args);
    act("", end.own(), keys, args);
    end.closed().forEach(closing -> act(closing.group(), closing.acts(), keys, args));
    return finishAnswer((List<?>) access.run("finish", keys, args));
  }

  private static void count(Optional<ChordParts> counted, List<String> args) {
    List<ChordPart> parts = counted.map(ChordParts::parts).orElse(List.of());
    args.add(counted.map(ChordParts::ttl).map(Access::millis).orElse("0"));
    args.add(Integer.toString(parts.size()));
    args.add(counted.map(ChordParts::body).orElse(""));
    for (ChordPart part : parts) {
      args.add(score(part));
      args.add(part.own());
      args.add(part.entry());
    }
  }

  private void act(String group, Acts acts, List<String> keys, List<String> args) {
    keys.add(group);
    args.add(Integer.toString(acts.results().size()));
    args.add(Integer.toString(acts.messages().size()));
    for (StoredResult result : acts.results()) {
      keys.add(result.key());
      args.add(result.text());
      args.add(Access.millis(result.ttl()));
    }
    follow(acts.messages(), keys, args);
  }

  private static String score(ChordPart part) {
    return part.index().isPresent() ? Integer.toString(part.index().getAsInt()) : "+inf";
  }

  private static FinishAnswer finishAnswer(List<?> reply) {
    if (!reply.get(0).equals("CHORD")) {
      return new FinishAnswer.Settled(Holding.answer(reply.get(0)));
    }
    List<String> entries = reply.subList(3, reply.size()).stream().map(String.class::cast).toList();
    return new FinishAnswer.ChordComplete(entries, named(reply.get(1)), named(reply.get(2)));
  }

  private static Optional<String> named(Object text) {
    return Optional.of((String) text).filter(given -> !given.isEmpty());
  }

  Answer defer(Handle handle, Deferral deferral) {
    QueueKeys queue = access.queue(handle.queue());
    List<String> keys =
        new ArrayList<>(
            List.of(
                queue.meta(),
                queue.leased(),
                queue.messages(),
                queue.ids(),
                queue.delayed(),
                Access.key(deferral.result()),
                queue.deadInfo()));
    List<String> args =
        new ArrayList<>(
            List.of(
                handle.id(),
                handle.fence(),
                handle.taskId(),
                deferral.kind().name().toLowerCase(Locale.ROOT),
                Access.millis(deferral.due()),
                deferral.newRaw().orElse(""),
                access.home(),
                access.away(),
                Access.text(deferral.result()),
                Access.ttl(deferral.result()),
                PastDelivery.written(deferral.why())));
    follow(deferral.followUps(), keys, args);
    return Holding.answer(access.run("defer", keys, args));
  }

  private void follow(List<FollowUp> followUps, List<String> keys, List<String> args) {
    for (FollowUp followUp : followUps) {
      int step = QueueKeys.step(followUp.priority());
      keys.add(access.queue(followUp.queue()).list(step));
      args.add(followUp.envelope());
      args.add(access.wake(followUp.queue()));
    }
  }
}
