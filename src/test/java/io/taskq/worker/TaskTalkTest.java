package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.broker.DeadLetter;
import io.taskq.json.Json;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.result.TaskResult;
import io.taskq.task.TaskOptions;
import io.taskq.testing.WithRedis;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a task says while it runs, in the worker's process and in a child's. */
@WithRedis
class TaskTalkTest {

  private TestWorker worker;

  @BeforeEach
  void make_worker(Redis redis, Keys keys) {
    worker =
        new TestWorker(redis, keys)
            .task("talk", TestChild.Bad.TALK)
            .task("forbidden", TaskOptions.DEFAULTS, TestChild.Bad.FORBIDDEN);
  }

  @AfterEach
  void stop() {
    worker.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "PROCESS"})
  void a_task_enqueues_others_as_its_children(PoolKind pool) {
    String id = worker.enqueue("talk");
    worker.pool(pool).start();
    await().until(() -> worker.stats().dead() == 1);

    // Nobody here knows "add": it lies among the dead, as it was enqueued.
    Message child = dead();
    assertThat(child.parentId()).contains(id);
    assertThat(child.rootId()).isEqualTo(id);
    assertThat(child.args().text()).isEqualTo("[2, 3]");
    assertThat(child.kwargs().text()).isEqualTo("{\"note\": [1.5, \"x\"]}");
    await().until(() -> worker.state(id).equals("SUCCESS"));
    assertThat(worker.result(id).orElseThrow().children())
        .isEqualTo(Json.parse("[[[\"" + child.id() + "\", null], null]]"));
  }

  private Message dead() {
    DeadLetter letter = worker.broker.queues().dead(TestWorker.QUEUE).findFirst().orElseThrow();
    try {
      return new MessageCodec(1 << 20, ZoneOffset.UTC).decode(letter.raw(), TestWorker.QUEUE);
    } catch (Undecodable e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "PROCESS"})
  void the_lines_of_a_task_are_in_the_workers_log(PoolKind pool) {
    String id = worker.enqueue("talk");

    worker.work(pool);

    assertThat(worker.log)
        .contains("talk[" + id + "]  greets yun", "talk[" + id + "]  and warns")
        .noneMatch(line -> line.contains("never seen"));
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "PROCESS"})
  void what_cannot_be_enqueued_fails_where_it_was_asked_for(PoolKind pool) {
    String id = worker.enqueue("forbidden");
    worker.pool(pool).start();

    await().until(() -> worker.state(id).matches("FAILURE|RETRY"));

    assertThat(worker.result(id).flatMap(TaskResult::failure).orElseThrow().text())
        .contains("queue");
  }
}
