package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jars of other people's tasks in a worker. */
@Timeout(120)
class PluginIT extends AtSite {

  /** Unpacked by the build: libraries of taskq's own packages, in other versions. */
  private static final Path OTHER_VERSIONS = Path.of("target/other-versions").toAbsolutePath();

  private static final String SOURCE =
      """
      package %1$s;

      import io.taskq.task.*;

      public final class Libraries implements Tasks {
        @TaskMethod("%1$s.versions")
        public String versions() throws Exception {
          ClassLoader own = Libraries.class.getClassLoader();
          return version(own, "tools.jackson.core.json.PackageVersion") + " "
              + has(own, "org.slf4j.spi.SLF4JServiceProvider") + " "
              + has(own, "org.slf4j.spi.LoggerFactoryBinder");
        }

        private static String version(ClassLoader own, String name) {
          try {
            return own.loadClass(name).getField("VERSION").get(null).toString();
          } catch (ReflectiveOperationException e) {
            return "none";
          }
        }

        private static boolean has(ClassLoader own, String name) {
          try {
            return own.loadClass(name) != null;
          } catch (ClassNotFoundException e) {
            return false;
          }
        }
      }
      """;

  private Path project(String name, String source) throws IOException {
    Path project = site.folder().resolve(name);
    Path java = Files.createDirectories(project.resolve("src/main/java/" + name));
    Files.writeString(java.resolve("Libraries.java"), source.formatted(name));
    Path services = project.resolve("src/main/resources/META-INF/services");
    Files.createDirectories(services);
    Files.writeString(services.resolve("io.taskq.task.Tasks"), name + ".Libraries\n");
    return project;
  }

  @Test
  void each_jar_has_its_own_versions_of_what_taskq_uses_too() throws IOException {
    Path jars = Files.createDirectories(site.folder().resolve("jars"));
    Jar.make(project("rich", SOURCE), jars.resolve("rich.jar"), OTHER_VERSIONS);
    Jar.make(project("poor", SOURCE), jars.resolve("poor.jar"));

    try (TaskqProcess worker = site.startTaskq("worker", "--include", "jars", "-c", "1")) {
      worker.saying("ready.");

      assertThat(site.taskq("enqueue", "rich.versions", "--wait").out())
          .isEqualTo("\"3.0.0 false true\"\n");
      assertThat(site.taskq("enqueue", "poor.versions", "--wait").out())
          .as("of taskq's own a plug-in sees nothing")
          .isEqualTo("\"none false false\"\n");
    }
  }

  @Test
  void what_is_wrong_with_a_jar_is_said_with_file_class_and_parameter() throws IOException {
    Path jars = Files.createDirectories(site.folder().resolve("jars"));
    Jar.make(project("one", SOURCE.replace("%1$s.versions", "same")), jars.resolve("one.jar"));
    Jar.make(project("two", SOURCE.replace("%1$s.versions", "same")), jars.resolve("two.jar"));
    refused("--include", "jars")
        .contains("taskq: two tasks are called \"same\": one.Libraries in one.jar (")
        .contains("jars/one.jar) and two.Libraries in two.jar (")
        .contains("Give one of them another name");

    String odd = SOURCE.replace("versions()", "versions(Thread thread)");
    Jar.make(project("odd", odd), site.folder().resolve("odd.jar"));
    refused("--include", "odd.jar")
        .contains("odd.jar: odd.Libraries.versions: parameter 'thread': java.lang.Thread");

    Files.writeString(site.folder().resolve("broken.jar"), "no jar");
    refused("--include", "broken.jar").contains("broken.jar");
  }

  @Test
  void the_example_looks_a_user_up_and_sends_a_mail() throws IOException {
    Path example = Path.of("src/examples/welcome").toAbsolutePath();
    Path copy = Files.createDirectories(site.folder().resolve("welcome/src"));
    Files.createSymbolicLink(copy.resolve("main"), example.resolve("src/main"));
    Jar.make(copy.getParent(), site.folder().resolve("welcome.jar"));
    site.set("USERS_FILE", example.resolve("users.tsv").toString());
    try (TaskqProcess worker = site.startTaskq("worker", "--include", "welcome.jar", "-c", "2")) {
      worker.saying("ready.");

      assertThat(site.taskq("enqueue", "welcome", "--arg", "7", "--wait").out())
          .isEqualTo("\"yun@example.com\"\n");
      worker.saying("written to outbox").saying("]  welcomes 云海");
      Command.Outcome nobody = site.taskq("enqueue", "welcome", "--arg", "9", "--wait");
      assertThat(nobody.exitCode()).isEqualTo(5);
      assertThat(nobody.err()).contains("Reject: there is no user 9");
      assertThat(site.taskq("dead", "ls").out()).contains("there is no user 9");
    }
  }

  @Test
  void a_changed_jar_is_loaded_anew_when_the_pool_is_told_so() throws IOException {
    Path jar = site.folder().resolve("jar.jar");
    Path project = project("one", SOURCE.replace("%1$s.versions", "before"));
    Jar.make(project, jar);
    for (String pool : List.of("threads", "process")) {
      Path copy = site.folder().resolve(pool + ".jar");
      Files.copy(jar, copy);
      String node = pool + "@here";
      try (TaskqProcess worker =
          site.startTaskq("worker", "-I", pool + ".jar", "-P", pool, "-c", "1", "-n", node)) {
        worker.saying("ready.");
        Path changed = project(pool, SOURCE.replace("%1$s.versions", "after-" + pool));
        Jar.make(changed, site.folder().resolve("changed.jar"));
        Files.move(site.folder().resolve("changed.jar"), copy, StandardCopyOption.REPLACE_EXISTING);

        assertThat(site.taskq("control", "pool_restart", "-d", node).out())
            .contains("reload started");

        assertThat(site.taskq("enqueue", "after-" + pool, "--wait").exitCode()).isZero();
      }
    }
  }

  private AbstractStringAssert<?> refused(String... options) {
    String[] words = {"worker", options[0], options[1]};
    Command.Outcome outcome = site.taskq(words);
    assertThat(outcome.exitCode()).isEqualTo(2);
    return assertThat(outcome.err());
  }
}
