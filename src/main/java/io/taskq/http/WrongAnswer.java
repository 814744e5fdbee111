package io.taskq.http;

import java.io.IOException;

/** What the other side says is no HTTP. */
final class WrongAnswer extends IOException {

  WrongAnswer(String message) {
    super(message);
  }
}
