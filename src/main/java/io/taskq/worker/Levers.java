package io.taskq.worker;

import io.taskq.error.TaskqException;
import io.taskq.message.Message;
import io.taskq.task.Rate;
import io.taskq.task.Task;
import io.taskq.task.TimeLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What can be changed in a worker while it runs. Thread-safe. */
public final class Levers {

  private final WorkerSetup setup;
  private final Machinery machinery;
  private final WorkerParts parts;

  Levers(WorkerSetup setup, Machinery machinery) {
    this.setup = setup;
    this.machinery = machinery;
    this.parts = machinery.parts();
  }

  /**
   * Ends those of these tasks that are here, and answers their ids: what runs is stopped, what has
   * not begun does not begin.
   */
  public List<String> terminate(Collection<String> taskIds) {
    return terminate((Message message) -> taskIds.contains(message.id()));
  }

  /** The same for tasks with one of these values of a stamp. */
  public List<String> terminateStamped(Map<String, List<String>> stamps) {
    return terminate((Message message) -> Stamps.of(message).anyOf(stamps));
  }

  private List<String> terminate(Predicate<Message> meant) {
    List<String> ended = new ArrayList<>();
    for (Run run : parts.inFlight().all()) {
      Optional<Message> message = run.message().filter(meant);
      if (message.isPresent() && machinery.stops().stop(run)) {
        Ends ends = machinery.ends();
        machinery
            .finisher()
            .submit(
                run.startedAt().isPresent()
                    ? ends.terminated(run, message.get())
                    : ends.revoked(run, message.get(), "revoked"));
        ended.add(message.get().id());
      }
    }
    return ended;
  }

  /** Sets the time limits of a task for runs that begin from now on. False when it is unknown. */
  public boolean limit(String task, TimeLimits limits) {
    boolean known = setup.tasks().find(task).isPresent();
    if (known) {
      parts.limits().set(task, limits);
    }
    return known;
  }

  /** Sets the rate of a task in this worker; none for no limit. False when it is unknown. */
  public boolean rate(String task, Optional<Rate> rate) {
    return parts.rates().set(task, rate);
  }

  /** What holds for a task of this worker. */
  public Optional<Rate> rate(Task task) {
    return parts.rates().of(task);
  }

  /** Gives the worker so many slots more, or fewer. */
  public void resize(int by) {
    if (machinery.autoscaler().isPresent()) {
      throw unchanged("autoscale sets the number of slots", "Set its range instead.");
    }
    if (setup.options().pool() == PoolKind.SOLO) {
      throw unchanged("the pool solo has one", "Start it with another pool.");
    }
    int wanted = slots() + by;
    if (wanted < 1 || wanted > Scale.MOST) {
      throw unchanged("it cannot have %,d".formatted(wanted), "A worker has at least one slot.");
    }
    machinery.resize(wanted);
  }

  private static TaskqException unchanged(String why, String hint) {
    return new TaskqException.Refused("the number of slots stays as it is", why, hint);
  }

  /** How many tasks may run at once. */
  public int slots() {
    return parts.slots().size();
  }

  /** Between how many slots it has, where that changes by load. */
  public Optional<Scale> scale() {
    return machinery.autoscaler().map(Autoscaler::scale);
  }

  /** Changes that range, where there is one; what is not given stays. Answers the new one. */
  public Scale scale(Optional<Integer> max, Optional<Integer> min) {
    Autoscaler scaler =
        machinery
            .autoscaler()
            .orElseThrow(
                () ->
                    new TaskqException.Refused(
                        "Autoscale not enabled",
                        "the worker was started without --autoscale",
                        "Start it with --autoscale MAX,MIN."));
    scaler.scale(scaler.scale().with(max, min));
    return scaler.scale();
  }

  /** Tells of each task from now on, or no more. False when it did so already. */
  public boolean events(boolean wanted) {
    return parts.events().want(wanted);
  }

  /** Says at once that it lives. */
  public void heartbeat() {
    machinery.nodeEvents().heartbeat();
  }

  /** The names of the queues it consumes. */
  public List<String> queues() {
    return parts.consumed().names();
  }

  /** Consumes this queue too. */
  public void consume(String queue) {
    setup.broker().know(List.of(queue));
    if (parts.consumed().add(queue)) {
      machinery.wakeClaims();
    }
  }

  /** Consumes this queue no more; what runs of it goes on. */
  public void cancel(String queue) {
    parts.consumed().remove(queue);
  }
}
