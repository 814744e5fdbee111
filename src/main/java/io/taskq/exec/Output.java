package io.taskq.exec;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads one output of a program on a thread of its own, so that no full pipe holds it up. */
final class Output {

  /** Takes what is read. */
  interface Sink {

    void take(byte[] bytes, int count);

    /** There is no more. */
    default void end() {}
  }

  private static final int AT_ONCE = 65_536;

  private final InputStream in;
  private final Sink sink;
  private final Thread thread;

  private Output(String name, InputStream in, Sink sink) {
    this.in = in;
    this.sink = sink;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::read);
  }

  /** Begins to read it. */
  static Output of(String name, InputStream in, Sink sink) {
    Output output = new Output(name, in, sink);
    output.thread.start();
    return output;
  }

  private void read() {
    byte[] bytes = new byte[AT_ONCE];
    try (in) {
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        sink.take(bytes, count);
      }
    } catch (IOException e) {
      // Closed under our hands: the program is gone, and what came before that counts.
    }
    sink.end();
  }

  /** Waits for its end, and not for ever: who left the session may hold it open. */
  void awaitEnd(Duration longest) throws InterruptedException {
    thread.join(longest);
  }
}
