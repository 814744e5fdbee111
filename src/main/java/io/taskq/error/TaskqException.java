package io.taskq.error;

/**
 * The one exception taskq throws on purpose. Anything else that reaches the command line is a bug.
 *
 * <p>The three parts are what the reader needs, in the order they need it: what happened, why, and
 * what to do next. The permitted types differ in one thing, the exit code.
 */
public abstract sealed class TaskqException extends RuntimeException {

  private final String hint;

  private TaskqException(String what, String why, String hint, Throwable cause) {
    super(what + ": " + why, cause);
    this.hint = hint;
  }

  /** What to do next, as one sentence the user can act on. */
  public String hint() {
    return hint;
  }

  /** The status this failure ends a command with. Documented in the help of every command. */
  public abstract int exitCode();

  /** Wrong usage, a wrong setting or a wrong file. */
  public static final class Invalid extends TaskqException {
    public Invalid(String what, String why, String hint) {
      super(what, why, hint, null);
    }

    @Override
    public int exitCode() {
      return 2;
    }
  }

  /** The task, queue, entry or run asked for does not exist. */
  public static final class NotFound extends TaskqException {
    public NotFound(String what, String why, String hint) {
      super(what, why, hint, null);
    }

    @Override
    public int exitCode() {
      return 3;
    }
  }

  /** The present state does not allow it, or it was not forced. */
  public static final class Refused extends TaskqException {
    public Refused(String what, String why, String hint) {
      super(what, why, hint, null);
    }

    public Refused(String what, String why, String hint, Throwable cause) {
      super(what, why, hint, cause);
    }

    @Override
    public int exitCode() {
      return 4;
    }
  }

  /** The layout of the keys in Redis is a newer taskq's: to go on would damage it. */
  public static final class NewerLayout extends TaskqException {
    public NewerLayout(String what, String why, String hint) {
      super(what, why, hint, null);
    }

    @Override
    public int exitCode() {
      return 4;
    }
  }

  /** Redis does not answer, or no worker replied. */
  public static final class Unavailable extends TaskqException {

    private final boolean sent;
    private final String loss;

    public Unavailable(String what, String why, String hint) {
      this(what, why, hint, null, false);
    }

    public Unavailable(String what, String why, String hint, Throwable cause) {
      this(what, why, hint, cause, false);
    }

    /**
     * @param sent whether the request may have reached Redis and taken effect before the connection
     *     broke
     */
    public Unavailable(String what, String why, String hint, Throwable cause, boolean sent) {
      super(what, why, hint, cause);
      this.sent = sent;
      this.loss = what.replaceFirst("(.*) does not answer", "lost $1") + " (" + why + ")";
    }

    /** The same for a log of who goes on and asks again. */
    public String loss() {
      return loss;
    }

    /** Whether the request may have taken effect all the same: a repeat could double it. */
    public boolean mayHaveHappened() {
      return sent;
    }

    @Override
    public int exitCode() {
      return 69;
    }
  }

  /** The connection was lost after sending: it may have happened or not. */
  public static final class OutcomeUnknown extends TaskqException {
    public OutcomeUnknown(String what, String why, String hint, Throwable cause) {
      super(what, why, hint, cause);
    }

    @Override
    public int exitCode() {
      return 75;
    }
  }
}
