package io.taskq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.taskq.testing.Celery;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds that what the map of failures names has run in this build, by the reports of the runs. */
class ReliabilityRunIT {

  private static final Pattern CASE =
      Pattern.compile(
          "<testcase name=\"(\\w+)[^\"]*\" classname=\"[\\w.]*?(\\w+)\"[^>]*?(/>|>.*?</testcase>)",
          Pattern.DOTALL);
  private static final Pattern NOT_RUN = Pattern.compile("<(skipped|failure|error)\\b");

  @Test
  void every_test_the_map_names_has_run_and_held() {
    assumeThat(Stream.of("test", "it.test").map(System::getProperty))
        .as("a build of some tests alone says nothing of the others")
        .containsOnlyNulls();
    Map<String, Boolean> held = held();

    List<String> named =
        ReliabilityMap.ROWS.stream()
            .flatMap(ReliabilityMap::named)
            .filter(ReliabilityRunIT::canRunHere)
            .map(test -> test.group(1) + "." + test.group(2))
            .toList();

    assertThat(named).isNotEmpty().allSatisfy(test -> assertThat(held).containsEntry(test, true));
  }

  /** Where no Celery is installed, what is tried on one is left out. */
  private static boolean canRunHere(MatchResult test) {
    return Celery.isInstalled() || !test.group(1).startsWith("Celery");
  }

  /** A test with several arguments has held when it has with all of them. */
  private static Map<String, Boolean> held() {
    return Stream.of("target/surefire-reports", "target/failsafe-reports")
        .flatMap(folder -> Sources.below(folder, ".xml").stream())
        .flatMap(file -> CASE.matcher(Sources.text(file)).results())
        .collect(
            Collectors.toMap(
                one -> one.group(2) + "." + one.group(1),
                one -> !NOT_RUN.matcher(one.group(3)).find(),
                Boolean::logicalAnd));
  }
}
