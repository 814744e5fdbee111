package io.taskq.cli.output;

/** Which taskq this is. */
public final class Build {

  /** The version of this build, as in {@code pom.xml}. */
  public static final String VERSION = "0.1.0";

  private Build() {}
}
