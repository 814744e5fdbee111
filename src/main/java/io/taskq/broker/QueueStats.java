package io.taskq.broker;

import java.util.List;
import java.util.Optional;

/**
 * What one queue holds.
 *
 * @param queue its name
 * @param ready messages ready to run, for each priority step from the first served
 * @param delayed messages that wait for their time
 * @param leased messages somebody works on
 * @param dead buried messages
 * @param heads the messages that are served next, one of each list that has any
 * @param paused the note, when it is paused
 */
public record QueueStats(
    String queue,
    List<Long> ready,
    long delayed,
    long leased,
    long dead,
    List<String> heads,
    Optional<String> paused) {

  /** All that is ready, whatever its priority. */
  public long readyTotal() {
    return ready.stream().mapToLong(Long::longValue).sum();
  }
}
