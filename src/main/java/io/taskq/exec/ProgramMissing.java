package io.taskq.exec;

import io.taskq.task.FinalFailure;

/**
 * The program, or the folder it shall run in, is not there: no attempt on this machine can help.
 */
final class ProgramMissing extends FinalFailure {

  ProgramMissing(String message) {
    super(message);
  }
}
