package io.taskq.beat;

import io.taskq.beat.BeatLedger.Leadership;
import java.time.Duration;
import java.time.Instant;

/** Whether this beat leads; says so when that changes. Used by one thread. */
final class Lead {

  /** How soon a beat that stands by notices that the leader has gone of its own will. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final BeatLedger ledger;
  private final String owner;
  private final Duration lease;
  private final BeatLog log;
  private String epoch = "";
  private Instant renewAt = Instant.MIN;
  private Standing standing = Standing.UNKNOWN;
  private String otherPlan = "";

  Lead(BeatLedger ledger, String owner, Duration lease, BeatLog log) {
    this.ledger = ledger;
    this.owner = owner;
    this.lease = lease;
    this.log = log;
  }

  private enum Standing {
    UNKNOWN,
    LEADS,
    STANDS_BY
  }

  /** Takes or renews the lead when it is time to; answers whether this beat leads. */
  boolean hold(Instant now, String plan) {
    if (standing == Standing.LEADS && now.isBefore(renewAt)) {
      return true;
    }
    Leadership answer = ledger.lead(owner, lease, plan);
    epoch = answer.epoch();
    renewAt = now.plus(answer.leads() ? lease.dividedBy(3) : shorter(answer.left(), LOOK));
    become(answer.leads() ? Standing.LEADS : Standing.STANDS_BY);
    compare(answer.plan(), plan);
    return answer.leads();
  }

  /** The number under which this lead fires. */
  String epoch() {
    return epoch;
  }

  /** When {@link #hold} has to be asked again. */
  Instant renewAt() {
    return renewAt;
  }

  /** Forgets the lead: it has to be asked for before anything is fired. */
  void doubt() {
    renewAt = Instant.MIN;
  }

  /** Gives the lead away, so that another beat need not wait for its end. */
  void resign(String plan) {
    if (standing == Standing.LEADS) {
      ledger.lead(owner, Duration.ZERO, plan);
      standing = Standing.UNKNOWN;
    }
  }

  private void become(Standing next) {
    if (next != standing) {
      log.standing(next == Standing.LEADS ? "leads" : "stands by: another beat leads");
    }
    standing = next;
  }

  /** Beats of one name take turns: what is fired would depend on whose turn it is. */
  private void compare(String leaders, String ours) {
    String other = leaders.equals(ours) ? "" : leaders;
    if (!other.isEmpty() && !other.equals(otherPlan)) {
      log.otherPlan();
    }
    otherPlan = other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
