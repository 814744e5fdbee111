package io.taskq.http;

/** No answer came, or one that asks for patience. Another attempt may go better. */
final class HttpFailed extends RuntimeException {

  HttpFailed(String message) {
    // Where in taskq it was noticed tells nothing about the other side.
    super(message, null, false, false);
  }
}
