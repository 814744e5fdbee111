package io.taskq.worker;

import io.taskq.control.TaskInfo;
import io.taskq.error.TaskqException;
import io.taskq.loop.Loop;
import io.taskq.loop.Outage;
import io.taskq.message.Message;
import io.taskq.message.RandomId;
import io.taskq.node.Membership;
import io.taskq.task.TimeLimits;
import io.taskq.worker.child.Children;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * One worker: its loops, put together, started and brought to an end. Thread-safe.
 *
 * <p>Told to stop it drains: it claims nothing more, finishes what runs, and is over. Told to stop
 * now, or when draining takes too long, it gives what runs back to the queue.
 */
public final class Worker implements AutoCloseable {

  /** How a worker came to its end. */
  public enum End {
    /** All that ran is finished. */
    FINISHED,
    /** What still ran was given back. */
    GAVE_BACK
  }

  private final WorkerSetup setup;
  private final WorkerParts parts;
  private final RedisClock redisClock;
  private final Pool pool;
  private final Stops stops;
  private final Optional<Children> children;
  private final Finisher finisher;
  private final Ends ends;
  private final Ending ending;
  private final HintLoop hints;
  private final Optional<LookLoop> look;
  private final Loop claimLoop;
  private final Optional<Loop> childLoop;
  private final List<Loop> loops;
  private final CompletableFuture<End> end = new CompletableFuture<>();

  /** Puts a worker together; {@link #start} sets it going. */
  public Worker(WorkerSetup setup) {
    this.setup = setup;
    WorkerOptions options = setup.options();
    InstantSource clock = setup.clock();
    Outage outage = new Outage(clock, setup.warning());
    this.parts =
        new WorkerParts(
            options,
            setup.broker(),
            new InFlight(),
            new Slots(options.concurrency(), this::wakeClaims),
            outage,
            new TaskLog(setup.info(), setup.warning()),
            new Accepted(),
            new RunLimits(options.limits()),
            clock);
    this.redisClock = new RedisClock(setup.redis()::time, clock, outage);
    this.pool = Pool.of(options.pool(), options.concurrency());
    this.stops = new Stops(parts, pool.resize(), setup.warning());
    this.children = children();
    this.finisher = new Finisher(setup.broker(), parts.inFlight(), outage, parts.log());
    Starts starts = new Starts(parts, setup.results());
    Ends ends = ends();
    TaskRunner runner = runner(ends, starts);
    ClaimLoop claims =
        new ClaimLoop(parts, claimant(setup.membership()), run -> start(runner, run));
    this.ends = ends;
    this.ending = new Ending(parts, claims, ends, stops, finisher::submit, end::complete);
    this.hints =
        new HintLoop(setup.redis(), setup.keys(), options.queues(), outage, this::wakeClaims);
    this.look = lookLoop(claims);
    this.claimLoop = loop("claim", claims::step);
    this.childLoop = children.map(ours -> loop("children", ours::step));
    this.loops = loops(ends, starts);
  }

  private Ends ends() {
    return new Ends(
        setup.codec(), setup.results(), parts, redisClock, RandomGenerator.getDefault());
  }

  private TaskRunner runner(Ends ends, Starts starts) {
    Place place = children.<Place>map(InChild::new).orElseGet(InThread::new);
    Progress progress = new Progress(parts, setup.results());
    TaskCall call = new TaskCall(parts, ends, starts, progress, place);
    return new TaskRunner(setup, parts, redisClock, call, stops, finisher::submit);
  }

  private Optional<Children> children() {
    WorkerOptions options = setup.options();
    if (options.pool() != PoolKind.PROCESS) {
      return Optional.empty();
    }
    Runnable wake = () -> childLoop().ifPresent(Loop::wake);
    return Optional.of(
        new Children(setup.launch(), options.concurrency(), parts.clock(), setup.warning(), wake));
  }

  /** Asked for by children that come to their end, which is after all is put together. */
  private Optional<Loop> childLoop() {
    return childLoop;
  }

  private List<Loop> loops(Ends ends, Starts starts) {
    HeartLoop heart = new HeartLoop(parts, setup.membership(), setup.warning());
    HouseLoop house = new HouseLoop(parts, setup.results(), setup.warning());
    List<Loop> all = new ArrayList<>();
    look.ifPresent(one -> all.add(loop("look", one::step)));
    childLoop.ifPresent(all::add);
    Collections.addAll(
        all,
        claimLoop,
        loop("finish", finisher::step),
        loop("lease", new LeaseLoop(parts, starts, stops, setup.redis()::time)::step),
        loop("limit", new LimitLoop(parts, ends, stops, finisher::submit)::step),
        loop("house", house::step),
        loop("heart", heart::step),
        loop("hints", hints::step),
        loop("end", ending::step));
    return List.copyOf(all);
  }

  /**
   * What the claims are made by; the node's name is for people who ask what became of a message.
   * Long on purpose: Redis keeps a hash of values up to 64 bytes as a list and walks it for every
   * field, which cost a tenth of its time for each task.
   */
  private static String claimant(Membership membership) {
    return membership.name() + "/" + membership.bootId() + "/" + RandomId.next();
  }

  /** Only one list can be waited for: with several queues the claim's own rhythm has to do. */
  private Optional<LookLoop> lookLoop(ClaimLoop claims) {
    List<String> queues = setup.options().queues();
    if (queues.size() != 1) {
      return Optional.empty();
    }
    String list = setup.keys().queue(queues.getFirst()).list(0);
    return Optional.of(
        new LookLoop(
            setup.redis(), list, parts, () -> claims.passesWithoutWork() > 0, this::wakeClaims));
  }

  /** What was claimed while the worker began to drain is given back. */
  private void start(TaskRunner runner, Run run) {
    if (ending.isDraining() && ending.giveBackUnbegun(run)) {
      run.leaveSlot();
      parts.slots().give();
    } else {
      pool.start(() -> runner.run(run));
    }
  }

  private void wakeClaims() {
    claimLoop.wake();
  }

  private Loop loop(String name, Loop.Step step) {
    return new Loop("taskq-" + name, step, this::breakDown);
  }

  public void start() {
    try {
      setup.broker().know(setup.options().queues());
    } catch (TaskqException.Unavailable e) {
      // It has said that it is ready: the house loop will make them known when Redis is back.
      parts.outage().down(e.getMessage());
    }
    loops.forEach(Loop::start);
  }

  /** Claims nothing more; the worker is over when what runs is finished. */
  public void drain() {
    ending.drain();
  }

  public boolean isDraining() {
    return ending.isDraining();
  }

  /** Gives what runs back to the queue; the worker is over when Redis has it. */
  public void stopNow() {
    ending.stopNow();
  }

  /** Ends the worker because a part of it died, which is a bug: {@link #await} throws it. */
  public void breakDown(Throwable bug) {
    end.completeExceptionally(bug);
  }

  /**
   * Ends those of these tasks that are here, and answers their ids: what runs is stopped, what has
   * not begun does not begin.
   */
  public List<String> terminate(Collection<String> taskIds) {
    List<String> ended = new ArrayList<>();
    for (Run run : parts.inFlight().all()) {
      Optional<Message> message = run.message().filter(it -> taskIds.contains(it.id()));
      if (message.isPresent() && stops.stop(run)) {
        finisher.submit(
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

  /** Claims nothing until {@link #resume}; what runs goes on. */
  public void pause() {
    ending.pause();
  }

  /** Claims again. */
  public void resume() {
    ending.resume();
    wakeClaims();
  }

  /** What runs here at the moment. */
  public List<TaskInfo> running() {
    return parts.inFlight().all().stream()
        .filter(Run::isRunning)
        .flatMap(run -> TaskInfos.of(run).stream())
        .toList();
  }

  /** The child processes that run tasks; none in most pools. */
  public List<Long> childPids() {
    return children.map(Children::pids).orElse(List.of());
  }

  /** How many threads run what was stopped and does not end. */
  public int stuck() {
    return stops.stuck();
  }

  /** How many runs of each task began here. */
  public Map<String, Long> accepted() {
    return parts.accepted().counts();
  }

  /**
   * Waits for the end.
   *
   * @throws java.util.concurrent.CompletionException when a loop died, which is a bug
   */
  public End await() {
    return end.join();
  }

  @Override
  public void close() {
    loops.forEach(Loop::stop);
    // What still runs here failed by no fault of its own: its lease gives it to another worker.
    parts.inFlight().all().forEach(Run::takeEnd);
    pool.close();
    children.ifPresent(Children::close);
    loops.forEach(Loop::close);
    hints.close();
    look.ifPresent(LookLoop::close);
    try {
      setup.membership().leave();
    } catch (TaskqException.Unavailable e) {
      // Its entry expires by itself; a worker must be able to end while Redis is away.
      setup.info().accept(e.getMessage());
    }
  }
}
