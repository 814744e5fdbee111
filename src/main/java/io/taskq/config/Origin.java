package io.taskq.config;

/**
 * Where a setting's value came from.
 *
 * @param where the flag, the variable, or file and line; empty for a default
 */
public record Origin(Kind kind, String where) {

  /** The places a value may come from; a later one is beaten by every earlier one. */
  public enum Kind {
    FLAG,
    ENVIRONMENT,
    FILE,
    /** Not named anywhere: found on this machine. */
    LOCAL,
    DEFAULT
  }

  public static final Origin DEFAULT = new Origin(Kind.DEFAULT, "");

  public static Origin flag(String name) {
    return new Origin(Kind.FLAG, name);
  }

  public static Origin environment(String variable) {
    return new Origin(Kind.ENVIRONMENT, variable);
  }

  public static Origin file(String path, int line) {
    return new Origin(Kind.FILE, path + ":" + line);
  }

  /** The local broker; the words say how it comes that it runs. */
  public static Origin local(String how) {
    return new Origin(Kind.LOCAL, how);
  }

  @Override
  public String toString() {
    return kind == Kind.DEFAULT ? "default" : where;
  }
}
