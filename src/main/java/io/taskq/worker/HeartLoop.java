package io.taskq.worker;

import io.taskq.error.TaskqException;
import io.taskq.node.Membership;
import io.taskq.node.NodeRegistry;
import java.time.Duration;
import java.util.function.Consumer;

/** Says that this node lives, every two seconds. One thread steps. */
final class HeartLoop {

  private final WorkerParts parts;
  private final Membership membership;
  private final NodeEvents events;
  private final Consumer<String> warning;
  private boolean nameTaken;

  HeartLoop(WorkerParts parts, Membership membership, NodeEvents events, Consumer<String> warning) {
    this.parts = parts;
    this.membership = membership;
    this.events = events;
    this.warning = warning;
  }

  Duration step() {
    events.heartbeat();
    try {
      boolean ours =
          membership.beat(parts.slots().busy(), parts.slots().size(), parts.consumed().names());
      if (!ours && !nameTaken) {
        warning.accept(
            "another node took the name " + membership.name() + " while this one was silent");
      }
      nameTaken = !ours;
    } catch (TaskqException.Unavailable e) {
      parts.outage().down(e.loss());
    } catch (TaskqException.Refused | TaskqException.Invalid e) {
      parts.outage().refused(e.getMessage());
    }
    return NodeRegistry.INTERVAL;
  }
}
