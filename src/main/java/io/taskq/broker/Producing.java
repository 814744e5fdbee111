package io.taskq.broker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.taskq.error.TaskqException;
import io.taskq.redis.QueueKeys;
import io.taskq.redis.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Puts messages on queues. */
final class Producing {

  /** How long a task id may not be enqueued again: longer than anybody repeats a lost call. */
  private static final Duration SAME_ID = Duration.ofMinutes(10);

  private final Access access;

  Producing(Access access) {
    this.access = access;
  }

  Enqueued enqueue(NewMessage message) {
    return enqueueEach(List.of(message)).getFirst().get();
  }

  /** All in one trip where they are alike, which those of one sending mostly are. */
  List<Supplier<Enqueued>> enqueueEach(List<NewMessage> messages) {
    if (!messages.stream().allMatch(Producing::isForNow)) {
      return oneByOne(messages);
    }
    Map<String, List<NewMessage>> byList =
        messages.stream().collect(groupingBy(this::place, LinkedHashMap::new, toList()));
    IdentityHashMap<NewMessage, Supplier<Enqueued>> answers = new IdentityHashMap<>();
    byList.values().forEach(alike -> now(alike, answers));
    return messages.stream().map(answers::get).toList();
  }

  /** Nothing but a list and the mark of its id are touched for those: most messages there are. */
  private static boolean isForNow(NewMessage message) {
    return message.eta().isEmpty() && message.idempotencyKey().isEmpty();
  }

  private String place(NewMessage message) {
    return list(message) + (message.registerId() ? " once" : "");
  }

  private String list(NewMessage message) {
    return access.queue(message.queue()).list(QueueKeys.step(message.priority()));
  }

  private void now(
      List<NewMessage> alike, IdentityHashMap<NewMessage, Supplier<Enqueued>> answers) {
    for (int from = 0; from < alike.size(); from += Holding.BATCH) {
      List<NewMessage> part = alike.subList(from, Math.min(from + Holding.BATCH, alike.size()));
      List<?> reply;
      try {
        reply = (List<?>) access.run("enqueue_now", nowKeys(part), nowArgs(part));
      } catch (TaskqException.Refused refused) {
        part.forEach(message -> answers.put(message, () -> thrown(refused)));
        continue;
      }
      for (int i = 0; i < part.size(); i++) {
        Enqueued answer = answer(reply.get(i), part.get(i).taskId());
        answers.put(part.get(i), () -> answer);
      }
    }
  }

  private static Enqueued thrown(TaskqException refused) {
    throw refused;
  }

  private List<String> nowKeys(List<NewMessage> alike) {
    List<String> keys = new ArrayList<>(List.of(list(alike.getFirst())));
    QueueKeys queue = access.queue(alike.getFirst().queue());
    alike.forEach(message -> keys.add(queue.sameId(message.taskId())));
    return keys;
  }

  private List<String> nowArgs(List<NewMessage> alike) {
    NewMessage one = alike.getFirst();
    String life = one.registerId() ? Access.millis(SAME_ID) : "0";
    List<String> args = new ArrayList<>(List.of(life, access.wake(one.queue())));
    alike.forEach(message -> args.add(message.raw()));
    return args;
  }

  private List<Supplier<Enqueued>> oneByOne(List<NewMessage> messages) {
    List<Script.Call> calls =
        messages.stream().map(message -> new Script.Call(keys(message), args(message))).toList();
    return access.runEach("enqueue", calls).stream()
        .<Supplier<Enqueued>>map(reply -> () -> read(reply.get()))
        .toList();
  }

  private static Enqueued read(Object answer) {
    List<?> reply = (List<?>) answer;
    return answer(reply.get(0), (String) reply.get(1));
  }

  private static Enqueued answer(Object put, String taskId) {
    return put.equals(1L) ? new Enqueued.Accepted(taskId) : new Enqueued.AlreadyKnown(taskId);
  }

  private List<String> keys(NewMessage message) {
    QueueKeys queue = access.queue(message.queue());
    return List.of(
        queue.list(QueueKeys.step(message.priority())),
        queue.delayed(),
        queue.messages(),
        queue.meta(),
        queue.ids(),
        queue.fence(),
        queue.sameId(message.taskId()),
        queue.idempotency(message.idempotencyKey().orElse("")));
  }

  private List<String> args(NewMessage message) {
    boolean keyed = message.idempotencyKey().isPresent();
    return List.of(
        message.taskId(),
        message.raw(),
        Integer.toString(QueueKeys.step(message.priority())),
        message.eta().map(Access::millis).orElse("0"),
        message.registerId() ? Access.millis(SAME_ID) : "0",
        keyed ? Access.millis(message.idempotencyTtl()) : "0",
        access.wake(message.queue()));
  }
}
