package io.taskq.canvas;

/** A signature that cannot be followed, and why. */
final class WrongSignature extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WrongSignature(String reason) {
    super(reason, null, false, false);
  }
}
