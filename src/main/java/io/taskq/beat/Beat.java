package io.taskq.beat;

import io.taskq.beat.BeatLedger.Fired;
import io.taskq.beat.BeatLedger.Place;
import io.taskq.beat.BeatLedger.Slot;
import io.taskq.beat.Letters.Letter;
import io.taskq.error.TaskqException;
import io.taskq.loop.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fires what is due while it leads, and stands by while another beat does. Every slot is fired
 * once, however many beats step and whenever one of them stops. Used by one thread.
 */
public final class Beat {

  /** Redis is asked again so soon after it did not answer. */
  private static final Duration AGAIN = Duration.ofMillis(500);

  /** An entry that Redis refused is tried again so much later. */
  private static final Duration REFUSED = Duration.ofSeconds(2);

  /** Two takeovers may follow each other; what is later than that was missed. */
  private static final int LEASES_OF_GRACE = 3;

  private final BeatSetup setup;
  private final BeatLedger ledger;
  private final Lead lead;
  private final Letters letters;
  private final BeatLog log;
  private final Outage outage;
  private final Duration grace;
  private final Duration maxInterval;
  private List<Course> courses = List.of();
  private String epochOfCourses = "";
  private boolean isPrepared;
  private Optional<Sent> unanswered = Optional.empty();

  /** A beat; nothing is asked of Redis so far. */
  public Beat(BeatSetup setup) {
    this.setup = setup;
    this.ledger = new BeatLedger(setup.redis(), setup.keys(), setup.name());
    this.log = new BeatLog(setup.name(), setup.info(), setup.warning());
    Duration lease = setup.settings().beat().lease();
    this.lead = new Lead(ledger, setup.owner(), lease, log::standing);
    this.letters = new Letters(setup.settings(), setup.codec(), setup.name(), setup.host());
    this.outage = new Outage(setup.clock(), setup.warning());
    this.grace = lease.multipliedBy(LEASES_OF_GRACE);
    this.maxInterval = setup.settings().beat().maxInterval();
  }

  private record Sent(Entry entry, Instant slot, Letter letter) {}

  /** Fires what is due; answers how long to rest. An outage of Redis is said and sat out. */
  public Duration tick() {
    try {
      Duration rest = step();
      outage.up("");
      return rest;
    } catch (TaskqException.Unavailable e) {
      lead.doubt();
      epochOfCourses = "";
      outage.down(e.loss());
      return AGAIN;
    } catch (TaskqException.Refused e) {
      // A full server: a person has to act, and another beat would be no better off.
      outage.down(e.getMessage());
      return AGAIN;
    }
  }

  /** Gives the lead away. */
  public void resign() {
    try {
      lead.resign();
    } catch (TaskqException.Unavailable e) {
      outage.down(e.loss());
    }
  }

  /**
   * Makes the queues of its entries known, once; the first words with Redis. A tick does it too.
   *
   * @throws TaskqException.NewerLayout when the keys there are a newer taskq's
   */
  public void prepare() {
    if (!isPrepared) {
      setup.broker().know(setup.plan().entries().stream().map(letters::queue).toList());
      isPrepared = true;
    }
  }

  private Duration step() {
    prepare();
    Instant now = setup.time().instant();
    if (!lead.hold(now)) {
      return between(now, lead.renewAt());
    }
    if (!epochOfCourses.equals(lead.epoch()) && !enter()) {
      lead.doubt();
      return AGAIN;
    }
    Instant wake = now.plus(maxInterval);
    for (Course course : courses) {
      if (!fire(course, now)) {
        epochOfCourses = "";
        lead.doubt();
        return Duration.ZERO;
      }
      wake = course.wake().isBefore(wake) ? course.wake() : wake;
    }
    return between(now, wake.isBefore(lead.renewAt()) ? wake : lead.renewAt());
  }

  /** Reads where the entries stand. False when a newer leader was there. */
  private boolean enter() {
    List<Entry> entries = setup.plan().entries();
    Optional<List<Place>> places = ledger.places(lead.epoch(), entries);
    List<Course> fresh = new ArrayList<>();
    for (int i = 0; i < places.map(List::size).orElse(0); i++) {
      fresh.add(new Course(entries.get(i), places.get().get(i)));
    }
    courses = fresh;
    epochOfCourses = places.isPresent() ? lead.epoch() : "";
    fresh.forEach(this::tellUnanswered);
    unanswered = Optional.empty();
    return places.isPresent();
  }

  /** A slot whose reply was lost may have been fired all the same. */
  private void tellUnanswered(Course course) {
    unanswered
        .filter(sent -> sent.entry().name().equals(course.entry().name()))
        .filter(sent -> sent.slot().equals(course.last()))
        .ifPresent(sent -> log.fired(sent.entry(), sent.slot(), sent.letter().taskId()));
  }

  /** Fires what is due of one entry. False when this beat's view is out of date. */
  private boolean fire(Course course, Instant now) {
    Optional<Due> due = course.due(now, grace);
    if (due.isEmpty()) {
      return true;
    }
    if (course.startsCatchingUp(due.get())) {
      log.missed(course.entry(), due.get());
    }
    try {
      for (Instant slot : due.get().slots()) {
        if (!fire(course, slot, now)) {
          return false;
        }
      }
      course.passed(due.get().done());
    } catch (TaskqException.Refused e) {
      // One queue whose key is no list must not keep the other entries from their slots.
      course.refused(String.valueOf(e.getMessage()), now.plus(REFUSED)).ifPresent(setup.warning());
    }
    return true;
  }

  private boolean fire(Course course, Instant slot, Instant now) {
    Entry entry = course.entry();
    Letter letter = letters.write(entry, slot, now);
    unanswered = Optional.of(new Sent(entry, slot, letter));
    Fired fired =
        ledger.fire(lead.epoch(), new Slot(entry.name(), course.last(), slot), letter.target());
    unanswered = Optional.empty();
    switch (fired) {
      case FIRED -> log.fired(entry, slot, letter.taskId());
      case AGAIN -> log.again(entry, slot);
      case MOVED, FENCED -> {
        return false;
      }
    }
    course.fired(slot);
    return true;
  }

  private static Duration between(Instant now, Instant then) {
    return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
  }
}
