package io.taskq.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.task.Arguments;
import io.taskq.task.Call;
import io.taskq.task.DefaultsTo;
import io.taskq.task.Ignore;
import io.taskq.task.Reject;
import io.taskq.task.Retry;
import io.taskq.task.RetryPolicy;
import io.taskq.task.TaskContext;
import io.taskq.task.TaskHook;
import io.taskq.task.TaskMethod;
import io.taskq.task.TaskOptions;
import io.taskq.task.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskTesterTest {

  private static final RetryPolicy TWICE =
      new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofSeconds(9), false);

  @SuppressWarnings("UnusedMethod")
  static final class Shop implements Tasks {

    @Override
    public TaskOptions options(String task) {
      return task.equals("flaky") ? TaskOptions.DEFAULTS.withRetries(TWICE) : TaskOptions.DEFAULTS;
    }

    @TaskMethod("order")
    public Map<String, Object> order(TaskContext context, String what, @DefaultsTo("1") int count) {
      context.progress(50, "packing");
      context.logger().log(System.Logger.Level.INFO, "packs {0}", what);
      context.enqueue(Call.of("send_mail", "yun").with("subject", what));
      return Map.of("what", what, "count", count);
    }

    @TaskMethod("flaky")
    public String flaky(TaskContext context) throws IOException {
      if (context.attempt() < 3) {
        throw new IOException("away " + context.attempt());
      }
      return "there";
    }

    @TaskMethod("closed")
    public void closed(TaskContext context) {
      if (context.attempt() > 0) {
        throw new Retry("closed").in(Duration.ofHours(1)).atMost(1);
      }
    }

    @TaskMethod("ends")
    public void ends(String how) {
      if (how.equals("ignore")) {
        throw new Ignore("nothing to do");
      }
      throw new Reject("look at it");
    }

    @TaskMethod("stops")
    public boolean stops(TaskContext context) {
      return context.isCancelled();
    }
  }

  private final TaskTester tester = TaskTester.of(new Shop());

  @Test
  void a_run_tells_its_result_and_what_it_did() {
    Attempt attempt = tester.run("order", "tea");

    assertThat(attempt.end()).isEqualTo(Attempt.End.SUCCESS);
    assertThat(attempt.result()).isEqualTo(Map.of("what", "tea", "count", 1L));
    assertThat(attempt.progress()).containsExactly("50.0 packing");
    assertThat(attempt.log()).containsExactly("INFO packs tea");
    assertThat(attempt.enqueued())
        .containsExactly(Call.of("send_mail", "yun").with("subject", "tea"));
  }

  @Test
  void wrong_arguments_fail_as_on_a_worker() {
    Attempt attempt = tester.run(Call.of("order", "tea").with("count", "two"));

    assertThat(attempt.end()).isEqualTo(Attempt.End.FAILURE);
    assertThat(attempt.failure())
        .contains(
            "WrongArguments: order: parameter 'count' must be a whole number that fits int, not"
                + " text");
  }

  @Test
  void retries_follow_the_policy_and_do_not_wait() {
    List<Attempt> attempts = tester.runToEnd(Call.of("flaky"));

    assertThat(attempts)
        .extracting(Attempt::end)
        .containsExactly(Attempt.End.RETRY, Attempt.End.RETRY, Attempt.End.SUCCESS);
    assertThat(attempts.get(1).retryIn()).contains(Duration.ofSeconds(2));
    assertThat(attempts.get(1).failure()).contains("IOException: away 2");
    assertThat(tester.runToEnd(Call.of("flaky").retries(1))).hasSize(2);
  }

  @Test
  void a_task_may_end_its_run_its_own_way() {
    assertThat(tester.runToEnd(Call.of("closed")))
        .extracting(Attempt::end)
        .containsExactly(Attempt.End.RETRY, Attempt.End.FAILURE);
    assertThat(tester.run("closed").retryIn()).contains(Duration.ofHours(1));
    assertThat(tester.run("ends", "ignore").end()).isEqualTo(Attempt.End.IGNORED);
    assertThat(tester.run("ends", "reject").end()).isEqualTo(Attempt.End.REJECTED);
  }

  @Test
  void a_run_can_be_cancelled_before_it_begins() {
    assertThat(tester.run("stops").result()).isEqualTo(false);
    assertThat(tester.cancelled().run("stops").result()).isEqualTo(true);
  }

  @Test
  void hooks_are_called_around_it() {
    List<Object> seen = new ArrayList<>();
    TaskHook hook =
        new TaskHook() {
          @Override
          public void before(TaskContext context, Arguments arguments) {
            seen.add(context.task());
          }
        };

    TaskTester.of(new Shop(), hook).run("stops");

    assertThat(seen).containsExactly("stops");
  }

  @Test
  void an_unknown_task_is_the_tests_mistake() {
    assertThatThrownBy(() -> tester.run("nosuch"))
        .hasMessageContaining(
            "there is no task \"nosuch\", only [closed, ends, flaky, order, stops]");
  }
}
