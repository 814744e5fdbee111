package io.taskq.testing;

/**
 * What random tests start from: always the same number, so that a build of one commit is green each
 * time or red each time. {@code -Dtaskq.seed=random} looks further, {@code -Dtaskq.seed=N} looks
 * again at what was found.
 */
public final class Seed {

  private static final String SETTING = System.getProperty("taskq.seed", "1");

  private Seed() {}

  public static long get() {
    return "random".equals(SETTING) ? System.nanoTime() : Long.parseLong(SETTING);
  }
}
