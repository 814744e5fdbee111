package io.taskq.loop;

import java.util.List;
import java.util.function.Function;

/** Makes much of much on all processors at once. */
public final class Abreast {

  /** Less than this is done before a second thread has begun. */
  private static final int MANY = 500;

  private Abreast() {}

  /**
   * What becomes of each, in their order; of several that cannot be made the first one throws.
   *
   * @param making asked in any order, and twice when one of them fails
   */
  public static <T, R> List<R> map(List<T> all, Function<? super T, ? extends R> making) {
    if (all.size() >= MANY) {
      try {
        return all.parallelStream().<R>map(making).toList();
      } catch (RuntimeException anyOfThem) {
        // Which one it was depends on the threads; a person mends what is told in order.
      }
    }
    return all.stream().<R>map(making).toList();
  }
}
