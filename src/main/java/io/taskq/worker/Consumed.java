package io.taskq.worker;

import java.util.ArrayList;
import java.util.List;

/** The queues a worker consumes, which may change while it runs. Thread-safe. */
final class Consumed {

  private volatile List<String> names;

  Consumed(List<String> names) {
    this.names = List.copyOf(names);
  }

  /** Their names at the moment, in the order in which they came. */
  List<String> names() {
    return names;
  }

  /** False when it is consumed already. */
  synchronized boolean add(String name) {
    if (names.contains(name)) {
      return false;
    }
    List<String> more = new ArrayList<>(names);
    more.add(name);
    names = List.copyOf(more);
    return true;
  }

  /** False when it was not consumed. */
  synchronized boolean remove(String name) {
    List<String> fewer = new ArrayList<>(names);
    boolean was = fewer.remove(name);
    names = List.copyOf(fewer);
    return was;
  }
}
