package io.taskq.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads of the system that runs are on, at most so many.
 *
 * <p>A run that comes wakes one of them, and whoever takes a run wakes the next while more wait:
 * there is never a second one on its way. Short runs are then done by the few that are awake, and
 * nothing is paid for waking the others, which cost more than such a run; with long ones all are at
 * work within milliseconds. The last one that went to rest is woken first, while its memory is
 * still warm. Thread-safe.
 */
final class Crew implements AutoCloseable {

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final Deque<Member> resting = new ArrayDeque<>();
  private final Set<Member> members = new HashSet<>();
  private int size;
  private int named;
  private boolean onItsWay;
  private boolean closed;

  Crew(int size) {
    this.size = size;
  }

  /** One of the threads. */
  private final class Member implements Runnable {

    private final Thread thread;
    private volatile boolean called;

    Member(int number) {
      thread = Thread.ofPlatform().daemon().name("task-" + number).unstarted(this);
    }

    @Override
    public void run() {
      try {
        for (var next = take(this); next.isPresent(); next = take(this)) {
          next.get().run();
        }
      } finally {
        leave(this);
      }
    }

    void call() {
      called = true;
      if (thread.getState() == Thread.State.NEW) {
        thread.start();
      } else {
        LockSupport.unpark(thread);
      }
    }

    void arrive() {
      onItsWay &= !called;
      called = false;
    }

    void rest() {
      while (!called) {
        LockSupport.park(Crew.this);
        // It would spin here with one that came late.
        Thread.interrupted();
      }
    }

    void end() {
      called = true;
      thread.interrupt();
      LockSupport.unpark(thread);
    }
  }

  /** Starts it as soon as a thread is free. */
  void start(Runnable run) {
    Optional<Member> next;
    synchronized (this) {
      waiting.add(run);
      next = next();
    }
    next.ifPresent(Member::call);
  }

  /** Makes them so many; those above it end with their run. */
  void resize(int threads) {
    List<Member> called = new ArrayList<>();
    synchronized (this) {
      size = threads;
      for (int surplus = members.size() - size; surplus > 0 && !resting.isEmpty(); surplus--) {
        called.add(resting.pollFirst());
      }
      next().ifPresent(called::add);
    }
    called.forEach(Member::call);
  }

  /** The next run, once there is one. Empty when the member shall go. */
  private Optional<Runnable> take(Member member) {
    while (true) {
      Optional<Runnable> run;
      Optional<Member> next;
      synchronized (this) {
        member.arrive();
        if (closed || members.size() > size) {
          members.remove(member);
          return Optional.empty();
        }
        // Here, where an interrupt that ends all cannot have come so far: this is one that was
        // meant for a run that has ended.
        Thread.interrupted();
        run = Optional.ofNullable(waiting.poll());
        next = next();
        if (run.isEmpty()) {
          resting.addLast(member);
        }
      }
      next.ifPresent(Member::call);
      if (run.isPresent()) {
        return run;
      }
      member.rest();
    }
  }

  /** Also when a run has thrown, which is a bug: another thread takes its place. */
  private void leave(Member member) {
    Optional<Member> next;
    synchronized (this) {
      members.remove(member);
      next = next();
    }
    next.ifPresent(Member::call);
  }

  /** Who is to be woken now. The caller does it, and holds no lock meanwhile. */
  private Optional<Member> next() {
    if (onItsWay || waiting.isEmpty() || closed) {
      return Optional.empty();
    }
    Optional<Member> next = Optional.ofNullable(resting.pollLast()).or(this::hired);
    onItsWay = next.isPresent();
    return next;
  }

  private Optional<Member> hired() {
    if (members.size() >= size) {
      return Optional.empty();
    }
    Member hired = new Member(++named);
    members.add(hired);
    return Optional.of(hired);
  }

  /** Interrupts what runs. Waits for nothing: a task may ignore its interruption. */
  @Override
  public void close() {
    List<Member> all;
    synchronized (this) {
      closed = true;
      waiting.clear();
      resting.clear();
      all = List.copyOf(members);
    }
    all.forEach(Member::end);
  }
}
