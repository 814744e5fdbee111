package io.taskq.http;

import io.taskq.task.FinalFailure;

/** The other side says no to this request, or what it says is no HTTP, and will say so again. */
final class HttpRefused extends FinalFailure {

  HttpRefused(String message) {
    super(message);
  }
}
