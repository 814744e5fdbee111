package io.taskq;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Command;
import io.taskq.testing.Command.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds bin/taskq to its word, with a made-up Java and a made-up Maven where that says more. */
class LauncherIT {

  private static final Path LAUNCHER = Sources.ROOT.resolve("bin/taskq");
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  @TempDir private Path folder;
  private Path project;
  private final Map<String, String> environment = new HashMap<>();

  /** A copy of the project in a folder with a blank, built long ago. */
  @BeforeEach
  void copy_the_project() throws IOException {
    project = folder.resolve("my projects/taskq");
    Files.createDirectories(project.resolve("bin"));
    Files.createDirectories(project.resolve("target/lib"));
    Files.copy(LAUNCHER, project.resolve("bin/taskq"));
    environment.put("JAVA_HOME", "");
    environment.put("HOME", folder.toString());
    environment.put("XDG_CACHE_HOME", "");
    environment.put("TASKQ_JAVA_HOME", fakeJava("25.0.3").toString());
  }

  @Test
  void the_built_taskq_starts_through_links_and_says_nothing_else() throws IOException {
    copyBuild();
    Files.createSymbolicLink(folder.resolve("tq"), project.resolve("bin/taskq"));
    Path link = Files.createSymbolicLink(folder.resolve("again"), Path.of("tq"));
    environment.put("TASKQ_JAVA_HOME", System.getProperty("java.home"));
    environment.put("TASKQ_NO_BUILD", "1");

    Outcome outcome = Command.of(link.toString(), "--version").with(environment).in(folder).run();

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).matches("taskq \\d+\\.\\d+.*\\n");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void the_built_taskq_starts_from_a_folder_with_a_blank() throws IOException {
    copyBuild();
    environment.put("TASKQ_JAVA_HOME", System.getProperty("java.home"));

    Outcome first = taskq("--version");
    Outcome second = taskq("--version");

    assertThat(first).extracting(Outcome::exitCode, Outcome::err).containsExactly(0, "");
    assertThat(second.out()).isEqualTo(first.out()).startsWith("taskq ");
  }

  @Test
  void a_broken_archive_reaches_nobody() throws IOException {
    copyBuild();
    environment.put("TASKQ_JAVA_HOME", System.getProperty("java.home"));
    taskq("--version");
    for (Path archive : archives()) {
      Files.writeString(archive, "no archive");
    }

    Outcome outcome = taskq("--version");

    assertThat(archives()).isNotEmpty();
    assertThat(outcome).extracting(Outcome::exitCode, Outcome::err).containsExactly(0, "");
    assertThat(outcome.out()).matches("taskq \\S+\\n");
  }

  @Test
  void an_archive_older_than_a_jar_is_made_again() throws IOException {
    copyBuild();
    environment.put("TASKQ_JAVA_HOME", System.getProperty("java.home"));
    taskq("--version");
    for (Path archive : archives()) {
      Files.setLastModifiedTime(archive, FileTime.from(LONG_AGO.minusSeconds(10)));
    }

    taskq("--version");

    assertThat(archives())
        .isNotEmpty()
        .allMatch(archive -> archive.toFile().lastModified() > LONG_AGO.toEpochMilli());
  }

  @Test
  void without_a_java_it_says_what_to_install() throws IOException {
    environment.put("TASKQ_JAVA_HOME", "");
    environment.put("TASKQ_JVM_FOLDER", folder.toString());
    environment.put("PATH", toolsWithoutJava());

    Outcome outcome = taskq("--version");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .hasSize(2)
        .first()
        .isEqualTo("taskq: cannot start: no Java 21 or newer was found");
  }

  @Test
  void a_named_java_that_is_too_old_is_refused() throws IOException {
    environment.put("TASKQ_JAVA_HOME", fakeJava("17.0.1").toString());

    Outcome outcome = taskq("--version");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("TASKQ_JAVA_HOME is no Java 21 or newer");
  }

  @Test
  void an_old_java_home_is_passed_over_for_a_newer_one_in_the_system_folder() throws IOException {
    fakeBuild();
    environment.put("TASKQ_JAVA_HOME", "");
    environment.put("JAVA_HOME", fakeJava("17.0.1").toString());
    environment.put("TASKQ_JVM_FOLDER", fakeJava("25.0.3").getParent().toString());
    environment.put("PATH", toolsWithoutJava());

    Outcome first = taskq("report");
    Outcome second = taskq("report");

    assertThat(first.out()).contains("java 25.0.3 ");
    assertThat(second.out()).contains("java 25.0.3 ");
  }

  @Test
  void the_jvm_takes_the_place_of_the_shell_so_that_signals_reach_it() throws IOException {
    fakeBuild();

    Outcome outcome = taskq("report");

    assertThat(outcome.out()).contains("pid " + outcome.pid() + " ");
  }

  @Test
  void short_and_long_commands_get_settings_of_their_own() throws IOException {
    fakeBuild();
    environment.put("TASKQ_JAVA_OPTS", "-Xmx64m -Done=1");

    assertThat(taskq("enqueue", "worker").out())
        .contains("TieredStopAtLevel=1", "UseSerialGC", "-Xmx64m -Done=1");
    assertThat(taskq("-b", "redis://h", "worker", "-c", "2").out())
        .doesNotContain("TieredStopAtLevel", "UseSerialGC")
        .contains("ExitOnOutOfMemoryError", "-Xmx64m")
        .endsWith("io.taskq.cli.Main -b redis://h worker -c 2\n");
  }

  @Test
  void first_use_builds_once_even_when_two_start_together() throws IOException {
    fakeSources();
    environment.put("PATH", fakeMaven("sleep 1; echo built >target/taskq.jar") + tools());

    Command.Running one = command("report").start();
    Command.Running two = command("report").start();

    Outcome first = one.outcome();
    Outcome second = two.outcome();
    assertThat(first.exitCode() + second.exitCode()).isZero();
    assertThat(Files.readString(folder.resolve("maven.calls"))).isEqualTo("built\n");
    assertThat((first.err() + second.err()).lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("build");
    assertThat(project.resolve("target/launcher/lock")).doesNotExist();
  }

  @Test
  void a_change_or_a_deletion_builds_again_and_nothing_else_does() throws IOException {
    fakeSources();
    environment.put("PATH", fakeMaven("echo built >target/taskq.jar") + tools());
    taskq("report");
    taskq("report");
    Path source = project.resolve("src/main/A.java");
    Files.writeString(source, "changed");
    Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

    taskq("report");

    assertThat(Files.readString(folder.resolve("maven.calls"))).isEqualTo("built\nbuilt\n");
  }

  @Test
  void a_failed_build_says_where_its_log_is() throws IOException {
    fakeSources();
    environment.put("PATH", fakeMaven("echo '[ERROR] no'; exit 1") + tools());

    Outcome outcome = taskq("report");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("cannot build: Maven failed", "build.log");
    assertThat(project.resolve("target/launcher/lock")).doesNotExist();
  }

  @Test
  void the_lock_of_a_killed_build_is_taken_over() throws IOException {
    fakeSources();
    Files.createDirectories(project.resolve("target/launcher"));
    long dead = Command.of("true").run().pid();
    Files.writeString(project.resolve("target/launcher/lock"), dead + "\n");
    environment.put("PATH", fakeMaven("echo built >target/taskq.jar") + tools());

    assertThat(taskq("report").exitCode()).isZero();
  }

  private Outcome taskq(String... words) {
    return command(words).run();
  }

  private Command command(String... words) {
    String[] all = Stream.concat(launcher(), Stream.of(words)).toArray(String[]::new);
    return Command.of(all).with(environment).in(folder);
  }

  private Stream<String> launcher() {
    return Stream.of(project.resolve("bin/taskq").toString());
  }

  private void copyBuild() throws IOException {
    Path built = Sources.ROOT.resolve("target");
    try (Stream<Path> jars = Files.list(built.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        copyAsOld(jar, project.resolve("target/lib").resolve(jar.getFileName()));
      }
    }
    copyAsOld(built.resolve("taskq.jar"), project.resolve("target/taskq.jar"));
  }

  private static void copyAsOld(Path from, Path to) throws IOException {
    Files.copy(from, to);
    Files.setLastModifiedTime(to, FileTime.from(LONG_AGO));
  }

  private void fakeSources() throws IOException {
    Files.createDirectories(project.resolve("src/main"));
    Files.writeString(project.resolve("src/main/A.java"), "class A {}");
    Files.writeString(project.resolve("pom.xml"), "<project/>");
  }

  private void fakeBuild() throws IOException {
    Files.writeString(project.resolve("target/taskq.jar"), "no jar");
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(project.resolve("target/launcher"))) {
      return files.filter(file -> file.toString().matches(".*\\.(jsa|aot)")).toList();
    }
  }

  /** A Java that prints its process id and what it was given. */
  private Path fakeJava(String version) throws IOException {
    Path home = folder.resolve("jvm-" + version.replaceFirst("\\..*", "") + "/jdk");
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"%n".formatted(version));
    script(home.resolve("bin/java"), "echo java " + version + " pid $$ with \"$@\"");
    return home;
  }

  /** A folder with a Maven that notes its calls, as the start of a PATH. */
  private String fakeMaven(String work) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("maven"));
    script(bin.resolve("mvn"), "echo built >>'" + folder.resolve("maven.calls") + "'\n" + work);
    return bin + ":";
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static String tools() {
    return "/usr/bin:/bin";
  }

  /** The programs the launcher uses and no other; /usr/bin itself may hold a java. */
  private String toolsWithoutJava() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("tools"));
    for (String name : List.of("find", "mkdir", "mv", "cksum", "readlink", "rm", "sed")) {
      script(bin.resolve(name), "PATH=" + tools() + " exec " + name + " \"$@\"");
    }
    return bin.toString();
  }
}
