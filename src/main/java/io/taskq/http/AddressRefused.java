package io.taskq.http;

import io.taskq.task.FinalFailure;

/** The request would reach an address that nobody allowed. */
final class AddressRefused extends FinalFailure {

  AddressRefused(String message) {
    super(message);
  }
}
