package io.taskq.doctor;

import io.taskq.redis.Rights;
import java.util.Optional;
import java.util.SortedSet;

/** Whether the user of this connection may do what a worker does. */
final class RightsCheck {

  private final Rights rights;
  private final String key;

  /**
   * Asks for these rights.
   *
   * @param key one that a worker writes
   */
  RightsCheck(Rights rights, String key) {
    this.rights = rights;
    this.key = key;
  }

  Finding finding() {
    Optional<SortedSet<String>> refused = rights.refused(Role.WORKER.commands(), key);
    if (refused.isEmpty()) {
      return Finding.ok("the rights of this user cannot be asked for");
    }
    String user = rights.user();
    return refused.get().isEmpty()
        ? Finding.ok("user " + user + " has the rights of a worker")
        : Finding.warn(
            "user "
                + user
                + " may not run "
                + String.join(", ", refused.get())
                + ": a worker"
                + " needs them",
            "taskq doctor --acl worker prints the line that grants them");
  }
}
