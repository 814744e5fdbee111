package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bench itself on trial: each fault a careless hand might write into a script turns its account
 * red, and without a fault it is green.
 */
@Timeout(180)
class PlantedFaultIT {

  @TempDir private Path folder;

  /** What is done to the workers. */
  enum Course {
    FREEZE,
    KILL,
    LOSE_CLAIMS,
    LOSE_ENQUEUE;

    private Checker run(Trials trials) throws InterruptedException {
      return switch (this) {
        case FREEZE -> trials.freeze();
        case KILL -> trials.kill();
        case LOSE_CLAIMS -> trials.loseClaims();
        case LOSE_ENQUEUE -> trials.loseEnqueue();
      };
    }
  }

  /** A fault, the course of events that shows it, and what the account says then. */
  record Case(String name, List<PlantedFault> faults, Course course, String finding) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Behind the storm: other tests see each course end well in every build. */
  @ParameterizedTest
  @EnumSource
  @EnabledIfSystemProperty(named = "taskq.storm", matches = "true")
  void as_written_every_course_ends_well(Course course) throws InterruptedException {
    try (Trials trials = new Trials(folder, List.of())) {
      Checker account = course.run(trials);

      System.out.println(account.line("as written, " + course, 0));
      assertThat(account.violations(4)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_planted_fault_is_found(Case planted) throws InterruptedException {
    try (Trials trials = new Trials(folder, planted.faults)) {
      List<String> found = planted.course.run(trials).violations(4);

      System.out.printf("fault '%s': %s%n", planted, found);
      assertThat(found).anyMatch(text -> text.startsWith(planted.finding));
    }
  }

  private static List<PlantedFault> fault(String script, String written, String instead) {
    return List.of(new PlantedFault(script, written, instead));
  }

  static Stream<Case> faults() {
    return Stream.of(
        new Case(
            "no check of the fence",
            List.of(
                new PlantedFault(
                    "finish_many",
                    "answers[n] = holder == ARGV[4 * n] and 1 or holder and -1 or 0",
                    "answers[n] = holder and 1 or 0"),
                // Else a worker that wakes up mostly hears in time that it has lost its tasks.
                new PlantedFault("extend", "lost[#lost + 1] = id", "local _ = id")),
            Course.FREEZE,
            "accepted from a late owner"),
        new Case(
            "a claim without a lease",
            List.of(
                new PlantedFault("claim", "redis.call('ZADD', leased,", "local _ = ("),
                // Else the first renewal would make up for it.
                new PlantedFault(
                    "extend", "('ZADD', leased, lease_end", "('ZADD', leased, 'XX', lease_end")),
            Course.KILL,
            "lost"),
        new Case(
            "a claim that takes first and notes later",
            fault("claim", "if #new_messages > 0 then", "if false then"),
            Course.KILL,
            "lost"),
        new Case(
            "no replay of a claim",
            fault("claim", "if last == claim then", "if false then"),
            Course.LOSE_CLAIMS,
            "handed out and not run"),
        new Case(
            "a known task id is enqueued again",
            fault("enqueue_now", "redis.call('SET', KEYS[n], '1', 'PX', ttl, 'NX')", "true"),
            Course.LOSE_ENQUEUE,
            "ran again without a reason"));
  }
}
