package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Command;
import io.taskq.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From {@code taskq new} to a result, by the tools of the JDK: Maven would need the network. */
@Timeout(120)
class StarterIT {

  @TempDir private Path folder;

  @Test
  void the_tasks_of_a_new_project_run_when_its_jar_is_included() throws IOException {
    try (RedisServer server = RedisServer.start();
        Site site = new Site(folder, server)) {
      assertThat(site.taskq("new", "my-tasks").out())
          .startsWith("made my-tasks, ")
          .contains("  taskq worker --include target/my-tasks.jar\n");
      String jar = "my-tasks/target/my-tasks.jar";
      Path project = folder.resolve("my-tasks");
      Jar.make(project, folder.resolve(jar));
      testWithout(project);
      TaskqProcess worker = site.startTaskq("worker", "--include", jar, "-c", "1").saying("ready.");
      assertThat(worker.err()).contains(" count ", " greet ");

      assertThat(site.taskq("enqueue", "greet", "--arg", "云海", "--wait").out())
          .isEqualTo("\"Hello, 云海!\"\n");
      assertThat(site.taskq("enqueue", "greet", "--arg", "yun", "--kwarg", "times=2", "--wait"))
          .extracting(Command.Outcome::out)
          .isEqualTo("\"Hello, yun!Hello, yun!\"\n");
      assertThat(site.taskq("enqueue", "count", "--arg", "3", "--wait").out()).isEqualTo("3\n");
      assertThat(site.taskq("enqueue", "greet", "--arg", "1", "--retries", "3", "--wait"))
          .satisfies(
              failed -> {
                assertThat(failed.exitCode()).isEqualTo(5);
                assertThat(failed.err())
                    .contains("WrongArguments: greet: parameter 'name' must be text, not a number");
              });
    }
  }

  @Test
  void a_folder_with_something_in_it_is_left_alone() throws IOException {
    try (RedisServer server = RedisServer.start();
        Site site = new Site(folder, server)) {
      Files.createDirectories(folder.resolve("full"));
      site.write("full/note.txt", "mine");

      Command.Outcome refused = site.taskq("new", "full");

      assertThat(refused.exitCode()).isEqualTo(4);
      assertThat(refused.err()).contains("is not empty\n  Name another folder.");
      try (Stream<Path> files = Files.list(folder.resolve("full"))) {
        assertThat(files).hasSize(1);
      }
    }
  }

  /** Its own test has taskq's jar and the JDK, and none of taskq's libraries. */
  private static void testWithout(Path project) throws IOException {
    Path check = project.resolve("target/Check.java");
    Files.writeString(
        check,
        """
        public class Check {
          public static void main(String[] args) {
            var attempt = io.taskq.testing.TaskTester.found().run("greet", "yun", 2);
            if (!"Hello, yun!Hello, yun!".equals(attempt.result())) {
              throw new AssertionError(attempt);
            }
          }
        }
        """);
    String path =
        Stream.of(Path.of("target/classes"), project.resolve("target/my-tasks.jar"))
            .map(each -> each.toAbsolutePath().toString())
            .collect(Collectors.joining(":"));
    Jar.run(List.of("java", "-cp", path, check.toString()));
  }
}
