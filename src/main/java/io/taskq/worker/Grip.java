package io.taskq.worker;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How to get at the code of a run from outside. Thread-safe. */
interface Grip {

  /** Asks it to end; it may take its time, and may end in its own way. */
  void ask();

  /** Ends it as far as that can be done: a process is gone, a thread is only asked. */
  void force();

  /** Where the code is at the moment, the innermost call first. */
  String where(int calls);

  /** The grip on a thread of this process. Java cannot end one, so that both are an interrupt. */
  static Grip on(Thread thread) {
    return new Grip() {
      @Override
      public void ask() {
        thread.interrupt();
      }

      @Override
      public void force() {
        thread.interrupt();
      }

      @Override
      public String where(int calls) {
        return Arrays.stream(thread.getStackTrace())
            .limit(calls)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining(" < "));
      }
    };
  }
}
