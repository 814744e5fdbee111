package io.taskq.beat;

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

  /** Two takeovers may follow each other; what is later than that was missed. */
  private static final int LEASES_OF_GRACE = 3;

  private final BeatSetup setup;
  private final BeatLedger ledger;
  private final Lead lead;
  private final Letters letters;
  private final RunWatch runs;
  private final BeatLog log;
  private final Outage outage;
  private final Duration grace;
  private final Duration maxInterval;
  private final String name;
  private Plan plan;
  private String fingerprint;
  private Optional<Courses> courses = Optional.empty();
  private String epochOfCourses = "";
  private boolean isPrepared;

  /** What is sent and not answered so far. */
  private final List<Shot> sent = new ArrayList<>();

  /** A beat; nothing is asked of Redis so far. */
  public Beat(BeatSetup setup) {
    this.setup = setup;
    this.name = setup.name();
    this.ledger = new BeatLedger(setup.redis(), setup.keys(), name);
    this.log = new BeatLog(name, setup.info(), setup.warning());
    Duration lease = setup.settings().beat().lease();
    this.lead = new Lead(ledger, setup.owner(), lease, log);
    this.letters = new Letters(setup.settings(), setup.codec(), name, setup.host());
    this.runs = new RunWatch(setup.results(), setup.broker(), setup.codec(), letters);
    this.outage = new Outage(setup.clock(), setup.warning());
    this.grace = lease.multipliedBy(LEASES_OF_GRACE);
    this.maxInterval = setup.settings().beat().maxInterval();
    this.plan = setup.plan();
    this.fingerprint = plan.fingerprint();
  }

  /** Fires what is due; answers how long to rest. An outage of Redis is said and sat out. */
  public Duration tick() {
    try {
      setup
          .file()
          .flatMap(file -> file.changed(setup.clock().instant(), log::notTaken))
          .ifPresent(this::adopt);
      Duration rest = step();
      outage.up("");
      return setup.file().isPresent() && rest.compareTo(PlanFile.LOOK) > 0 ? PlanFile.LOOK : rest;
    } catch (TaskqException.Unavailable e) {
      lead.doubt();
      epochOfCourses = "";
      outage.down(e.loss());
      return AGAIN;
    } catch (TaskqException.Refused e) {
      // A full server: a person has to act, and another beat would be no better off.
      lead.doubt();
      epochOfCourses = "";
      outage.down(e.getMessage());
      return AGAIN;
    }
  }

  /** Gives the lead away. */
  public void resign() {
    try {
      lead.resign(fingerprint);
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
      setup.broker().know(plan.entries().stream().map(letters::queue).distinct().toList());
      isPrepared = true;
    }
  }

  /** Goes on with another plan; entries that are in both go on where they stand. */
  private void adopt(Plan next) {
    if (!BeatSetup.name(setup.settings(), next).equals(name)) {
      log.warn("the schedule has another name now; that takes a new start, the old one stays");
      return;
    }
    try {
      next.entries().forEach(entry -> setup.keys().queue(letters.queue(entry)));
    } catch (TaskqException.Invalid e) {
      log.notTaken(e);
      return;
    }
    log.adopted(plan, next);
    plan = next;
    fingerprint = next.fingerprint();
    isPrepared = false;
    epochOfCourses = "";
    lead.doubt();
  }

  private Duration step() {
    prepare();
    Instant now = setup.time().instant();
    log.tick(now);
    if (!lead.hold(now, fingerprint)) {
      return between(now, lead.renewAt());
    }
    if (!epochOfCourses.equals(lead.epoch()) && !enter()) {
      lead.doubt();
      return AGAIN;
    }
    if (!courses.orElseThrow().fire(now, sent)) {
      sent.clear();
      epochOfCourses = "";
      lead.doubt();
      return Duration.ZERO;
    }
    Instant wake = earlier(now.plus(maxInterval), courses.get().wake());
    return between(now, earlier(wake, lead.renewAt()));
  }

  /** Reads where the entries stand. False when a newer leader was there. */
  private boolean enter() {
    List<Entry> entries = plan.entries();
    Optional<List<Place>> places = ledger.places(lead.epoch(), entries);
    if (places.isEmpty()) {
      return false;
    }
    ledger.leave(lead.epoch(), entries.stream().map(Entry::name).toList());
    List<Course> fresh = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      fresh.add(new Course(entries.get(i), places.get().get(i)));
    }
    Courses entered = new Courses(lead.epoch(), ledger, letters, runs, log, grace);
    entered.add(fresh);
    courses = Optional.of(entered);
    epochOfCourses = lead.epoch();
    tellUnanswered(fresh);
    return true;
  }

  /** A slot whose reply was lost may have been fired all the same. */
  private void tellUnanswered(List<Course> fresh) {
    for (Shot shot : sent) {
      fresh.stream()
          .filter(course -> course.entry().name().equals(shot.course().entry().name()))
          .filter(course -> !shot.slot().isAfter(course.last()))
          .findFirst()
          .ifPresent(course -> log.fired(shot, Optional.empty()));
    }
    sent.clear();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Duration between(Instant now, Instant then) {
    return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
  }
}
