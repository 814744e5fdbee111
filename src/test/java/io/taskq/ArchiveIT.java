package io.taskq;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Command;
import io.taskq.testing.Command.Outcome;
import io.taskq.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A built taskq that has made its archive of classes, as it has for everybody after a first use.
 */
class ArchiveIT {

  @TempDir private Path folder;
  private RedisServer server;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void use_it_once() throws IOException {
    server = RedisServer.start();
    environment.put("HOME", folder.toString());
    environment.put("TASKQ_BROKER", server.url());
    environment.put("TASKQ_JAVA_HOME", System.getProperty("java.home"));
    copy(Sources.ROOT.resolve("bin"), folder.resolve("bin"));
    copy(Sources.ROOT.resolve("config"), folder.resolve("config"));
    copy(Sources.ROOT.resolve("target/lib"), folder.resolve("target/lib"));
    copy(Sources.ROOT.resolve("target/plugins"), folder.resolve("target/plugins"));
    Files.copy(Sources.ROOT.resolve("target/taskq.jar"), folder.resolve("target/taskq.jar"));
    assertThat(taskq("--version").exitCode()).isZero();
    try (Stream<Path> files = Files.list(folder.resolve("target/launcher"))) {
      assertThat(files.map(Path::toString)).anyMatch(name -> name.matches(".*[.](aot|jsa)"));
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void the_children_of_a_worker_start_with_it() {
    assertThat(taskq("enqueue", "add", "--arg", "2", "--arg", "3", "--id", "five").err()).isEmpty();

    Outcome worker = taskq("worker", "-P", "process", "-c", "1", "--burst");

    assertThat(worker.err()).doesNotContain("Error", "trying again");
    assertThat(worker.exitCode()).isZero();
    assertThat(taskq("result", "five").out()).isEqualTo("5\n");
  }

  @Test
  void a_person_may_tell_the_jvm_of_another_one() {
    for (String option : List.of("-Xshare:auto", "-Xshare:off", "-XX:AOTMode=off")) {
      environment.put("TASKQ_JAVA_OPTS", option);

      Outcome outcome = taskq("--version");

      assertThat(outcome.out()).as(option).startsWith("taskq ");
      assertThat(outcome.exitCode()).as(option).isZero();
    }
  }

  private Outcome taskq(String... words) {
    String launcher = folder.resolve("bin/taskq").toString();
    String[] all = Stream.concat(Stream.of(launcher), Stream.of(words)).toArray(String[]::new);
    return Command.of(all).with(environment).in(folder).run();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }
}
