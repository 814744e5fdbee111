package shop;

import io.taskq.task.Call;
import io.taskq.task.Reject;
import io.taskq.task.RetryPolicy;
import io.taskq.task.TaskContext;
import io.taskq.task.TaskMethod;
import io.taskq.task.TaskOptions;
import io.taskq.task.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Is given a user's id and looks the address up itself: who enqueues it need not know it, and it is
 * the right one when the mail is sent.
 */
public final class Welcome implements Tasks {

  private final Users users;

  /** As the worker makes it. */
  public Welcome() {
    this(Path.of(System.getenv().getOrDefault("USERS_FILE", "users.tsv")));
  }

  Welcome(Path users) {
    this.users = new Users(users);
  }

  @Override
  public TaskOptions options(String task) {
    // A file that cannot be read may be there in a moment; all else will not get better.
    RetryPolicy policy =
        new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(1), true)
            .onlyFor(Set.of(IOException.class));
    return TaskOptions.DEFAULTS.withRetries(policy).withTimeLimit(Duration.ofMinutes(1));
  }

  /** taskq enqueue welcome --arg 7 */
  @TaskMethod("welcome")
  public String welcome(TaskContext context, long userId) throws IOException {
    Users.User user =
        users.find(userId).orElseThrow(() -> new Reject("there is no user " + userId));
    context.logger().log(System.Logger.Level.INFO, "welcomes {0}", user.name());
    context.enqueue(
        Call.of("send_mail", user.address())
            .with("subject", "Welcome, " + user.name())
            .with("text", "Hello %s, good to have you.".formatted(user.name()))
            // A second attempt of this task sends no second mail.
            .once("welcome-" + userId, Duration.ofDays(1)));
    return user.address();
  }
}
