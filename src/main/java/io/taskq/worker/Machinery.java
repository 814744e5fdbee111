package io.taskq.worker;

import io.taskq.event.EventSender;
import io.taskq.loop.Loop;
import io.taskq.loop.Outage;
import io.taskq.message.RandomId;
import io.taskq.node.Membership;
import io.taskq.worker.child.Children;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The parts of a worker, put together: nothing moves before {@link #start}. */
final class Machinery implements AutoCloseable {

  private final WorkerSetup setup;
  private final Consumer<Throwable> breakDown;
  private final WorkerParts parts;
  private final EventSender sender;
  private final NodeEvents nodeEvents;
  private final RedisClock redisClock;
  private final Pool pool;
  private final Stops stops;
  private final Optional<Children> children;
  private final Finisher finisher;
  private final Ends ends;
  private final Ending ending;
  private final HintLoop hints;
  private final LookLoop look;
  private final Optional<Autoscaler> autoscaler;
  private final Loop claimLoop;
  private final Optional<Loop> childLoop;
  private final List<Loop> loops;

  /**
   * Puts them together.
   *
   * @param end completed when nothing is left to do
   * @param breakDown told when a loop died, which is a bug
   */
  Machinery(WorkerSetup setup, CompletableFuture<Worker.End> end, Consumer<Throwable> breakDown) {
    this.setup = setup;
    this.breakDown = breakDown;
    WorkerOptions options = setup.options();
    InstantSource clock = setup.clock();
    Outage outage = new Outage(clock, setup.warning());
    this.sender = makeSender();
    this.parts = makeParts(outage);
    this.nodeEvents = new NodeEvents(sender, parts, setup.version());
    this.redisClock = new RedisClock(setup.redis()::time, clock, outage);
    this.pool = Pool.of(options.pool(), options.concurrency());
    this.stops = new Stops(parts, pool.resize(), setup.warning());
    this.children = makeChildren();
    Follows follows = new Follows(setup.canvas(), setup.codec(), setup.results(), clock);
    this.finisher = new Finisher(parts, follows);
    Starts starts = new Starts(parts, setup.results());
    Ends ends = new Ends(follows, parts, redisClock, RandomGenerator.getDefault());
    TaskRunner runner = runner(ends, starts);
    ClaimLoop claims =
        new ClaimLoop(parts, claimant(setup.membership()), run -> start(runner, run));
    this.ends = ends;
    this.ending = new Ending(parts, claims, ends, stops, finisher::submit, end::complete);
    this.hints =
        new HintLoop(setup.redis(), setup.keys(), parts.consumed(), outage, this::wakeClaims);
    this.look = lookLoop(claims);
    this.autoscaler = options.autoscale().map(scale -> new Autoscaler(parts, scale, this::resize));
    this.claimLoop = loop("claim", claims::step);
    this.childLoop = children.map(ours -> loop("children", ours::step));
    this.loops = loops(ends, starts);
  }

  private EventSender makeSender() {
    return new EventSender(
        setup.redis(),
        setup.keys(),
        setup.options().node(),
        setup.logical(),
        setup.clock(),
        setup.warning());
  }

  private WorkerParts makeParts(Outage outage) {
    WorkerOptions options = setup.options();
    return new WorkerParts(
        options,
        new Consumed(options.queues()),
        setup.broker(),
        new InFlight(),
        new Slots(options.concurrency(), this::wakeClaims),
        outage,
        new TaskLog(setup.info(), setup.warning()),
        new TaskEvents(sender, setup.results().discreet(), options.events()),
        new Accepted(),
        new RunLimits(options.limits()),
        new RateLimits(setup.tasks(), options.rate(), setup.broker(), outage, setup.clock()),
        setup.clock());
  }

  private TaskRunner runner(Ends ends, Starts starts) {
    Place place = children.<Place>map(InChild::new).orElseGet(() -> new InThread(setup.tasks()));
    Progress progress = new Progress(parts, setup.results());
    Outlets outlets = new Outlets(progress, parts.log(), setup.enqueue());
    TaskCall call = new TaskCall(parts, ends, starts, outlets, place);
    return new TaskRunner(setup, parts, redisClock, call, stops, finisher::submit);
  }

  private Optional<Children> makeChildren() {
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
    HeartLoop heart = new HeartLoop(parts, setup.membership(), nodeEvents, setup.warning());
    HouseLoop house = new HouseLoop(parts, setup.results(), setup.warning());
    List<Loop> all = new ArrayList<>();
    all.add(loop("look", look::step));
    autoscaler.ifPresent(one -> all.add(loop("autoscale", one::step)));
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
        loop("events", sender::step),
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
  private LookLoop lookLoop(ClaimLoop claims) {
    Supplier<Optional<String>> list =
        () -> {
          List<String> queues = parts.consumed().names();
          return queues.size() == 1
              ? Optional.of(setup.keys().queue(queues.getFirst()).list(0))
              : Optional.empty();
        };
    return new LookLoop(
        setup.redis(), list, parts, () -> claims.passesWithoutWork() > 0, this::wakeClaims);
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

  void wakeClaims() {
    claimLoop.wake();
  }

  private Loop loop(String name, Loop.Step step) {
    return new Loop("taskq-" + name, step, breakDown);
  }

  WorkerParts parts() {
    return parts;
  }

  Stops stops() {
    return stops;
  }

  Optional<Autoscaler> autoscaler() {
    return autoscaler;
  }

  /** Gives the worker so many slots. */
  void resize(int slots) {
    parts.slots().resize(slots);
    stops.fitPool();
    children.ifPresent(ours -> ours.resize(slots));
  }

  Optional<Children> children() {
    return children;
  }

  Finisher finisher() {
    return finisher;
  }

  Ends ends() {
    return ends;
  }

  Ending ending() {
    return ending;
  }

  NodeEvents nodeEvents() {
    return nodeEvents;
  }

  void start() {
    nodeEvents.online();
    loops.forEach(Loop::start);
  }

  /** Stops all that moves; what still runs is left to its lease. */
  @Override
  public void close() {
    loops.forEach(Loop::stop);
    // What still runs here failed by no fault of its own: its lease gives it to another worker.
    parts.inFlight().all().forEach(Run::takeEnd);
    pool.close();
    children.ifPresent(Children::close);
    loops.forEach(Loop::close);
    nodeEvents.offline();
    hints.close();
    look.close();
  }
}
