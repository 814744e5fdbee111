package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.taskq.task.Call;
import io.taskq.testing.Attempt;
import io.taskq.testing.TaskTester;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WelcomeTest {

  @TempDir private Path folder;

  @Test
  void a_user_is_looked_up_and_written_to() throws Exception {
    Path users = Files.writeString(folder.resolve("users.tsv"), "7\t云海\tyun@example.com\n");

    Attempt attempt = TaskTester.of(new Welcome(users)).run("welcome", 7);

    assertEquals("yun@example.com", attempt.result());
    Call mail = attempt.enqueued().getFirst();
    assertEquals("send_mail", mail.task());
    assertEquals("Welcome, 云海", mail.arguments().keyword().get("subject"));
  }

  @Test
  void an_unknown_user_is_a_matter_for_a_person() throws Exception {
    Path users = Files.writeString(folder.resolve("users.tsv"), "");

    Attempt attempt = TaskTester.of(new Welcome(users)).run("welcome", 9);

    assertEquals(Attempt.End.REJECTED, attempt.end());
  }

  @Test
  void a_file_that_is_not_there_is_tried_again() {
    Attempt attempt = TaskTester.of(new Welcome(folder.resolve("none"))).run("welcome", 7);

    assertEquals(Attempt.End.RETRY, attempt.end());
  }
}
