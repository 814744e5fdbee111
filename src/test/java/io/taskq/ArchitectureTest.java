package io.taskq;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the house of ARCHITECTURE.md: arrows point down, and never sideways on one floor. */
class ArchitectureTest {

  /** From the ground up. A package may use the floors below its own and nothing else of taskq. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("error", "json", "loop", "text"),
          List.of("message", "state", "schedule", "config", "mail", "redis", "local"),
          List.of("broker", "result", "event", "node", "control", "task", "canvas"),
          List.of("worker", "beat", "builtin", "exec", "http", "doctor", "web", "client"),
          List.of("cli", "testing"));

  private static final Map<String, String[]> OWNERS =
      Map.of(
          "redis.clients..",
          in("redis", "broker", "result", "event", "node", "control"),
          "picocli..",
          in("cli"),
          "tools.jackson..",
          in("json"),
          "org.snakeyaml..",
          in("config"),
          "com.cronutils..",
          in("schedule"),
          "jakarta..",
          in("mail"),
          "org.eclipse.angus..",
          in("mail"),
          "com.sun.net.httpserver..",
          in("web"),
          "org.slf4j..",
          in());

  private static final JavaClasses TASKQ =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("plugin-classes"))
          .importPackages("io.taskq");

  private static String[] in(String... names) {
    return Stream.of(names).map(name -> "io.taskq." + name + "..").toArray(String[]::new);
  }

  @Test
  void arrows_point_down() {
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      for (String name : FLOORS.get(floor)) {
        String[] forbidden =
            FLOORS.subList(floor, FLOORS.size()).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(name))
                .toArray(String[]::new);
        noClasses()
            .that()
            .resideInAPackage("io.taskq." + name + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in(forbidden))
            .allowEmptyShould(true)
            .check(TASKQ);
      }
    }
  }

  @Test
  void every_package_lives_on_a_floor() {
    List<String> known = FLOORS.stream().flatMap(List::stream).toList();

    assertThat(TASKQ).isNotEmpty();
    assertThat(TASKQ)
        .allSatisfy(
            type -> {
              String below = type.getPackageName().replaceFirst("^io\\.taskq\\.?", "");
              assertThat(below.isEmpty() ? "package-info" : type.getSimpleName())
                  .as("classes of io.taskq itself")
                  .isEqualTo(type.getSimpleName());
              if (!below.isEmpty()) {
                assertThat(known).contains(below.split("\\.", 2)[0]);
              }
            });
  }

  @Test
  void packages_are_free_of_cycles() {
    slices().matching("io.taskq.(**)").should().beFreeOfCycles().check(TASKQ);
  }

  @Test
  void commands_do_not_know_the_root_and_their_tools_do_not_know_commands() {
    noClasses()
        .that()
        .resideInAPackage("io.taskq.cli.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.taskq.cli")
        .allowEmptyShould(true)
        .check(TASKQ);
    noClasses()
        .that()
        .resideInAnyPackage(in("cli.option", "cli.output"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(in("cli.command", "cli.inspect", "cli.control"))
        .allowEmptyShould(true)
        .check(TASKQ);
  }

  @Test
  void a_library_is_known_only_to_its_owners() {
    OWNERS.forEach(
        (library, owners) ->
            noClasses()
                .that(not(resideInAnyPackage(owners)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(TASKQ));
  }

  @Test
  void there_is_no_library_without_an_owner() {
    String[] known =
        Stream.concat(OWNERS.keySet().stream(), Stream.of("java..", "javax.net..", "io.taskq.."))
            .toArray(String[]::new);

    classes()
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(known).or(resideInAPackage("")))
        .check(TASKQ);
  }

  @Test
  void only_loops_sleep() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.taskq.loop..")
        .should()
        .callMethodWhere(
            describe(
                "anything sleeps",
                call ->
                    call.getTarget().getName().equals("sleep")
                        && call.getTargetOwner().getPackageName().startsWith("java.")))
        .check(TASKQ);
  }

  @Test
  void nobody_reads_the_wall_clock() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "now() of java.time",
                call ->
                    call.getTarget().getName().equals("now")
                        && call.getTargetOwner().getPackageName().startsWith("java.time")))
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callConstructor(Date.class)
        .check(TASKQ);
  }

  @Test
  void only_the_ways_in_make_a_clock_and_nothing_else_prints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.taskq.cli..")
        .and()
        // Where other programs come in.
        .doNotHaveFullyQualifiedName("io.taskq.client.Taskq")
        .should()
        .callMethod(InstantSource.class, "system")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(TASKQ);
  }

  @Test
  void only_main_ends_the_process() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.taskq.cli.Main")
        // A worker's child whose worker is gone must not even wait for its shutdown hooks.
        .and()
        .doNotHaveFullyQualifiedName("io.taskq.cli.command.ChildCommand")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(TASKQ);
  }
}
