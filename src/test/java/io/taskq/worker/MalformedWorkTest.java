package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.message.Malformed;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.task.WrongArguments;
import io.taskq.testing.WithRedis;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a whole worker does with the messages that were tried on real Celery workers. */
@WithRedis
class MalformedWorkTest {

  private static final String ID = "f0000000-0000-0000-0000-000000000001";

  /** State and number of dead letters, where it is not a success. Half of these end a Celery. */
  private static final Map<String, String> OTHERWISE =
      Map.ofEntries(
          Map.entry("expires_past_Z", "REVOKED 0"),
          Map.entry("bad_args_typeerror", "FAILURE 0"),
          Map.entry("body_two_items_only", "FAILURE 1"),
          Map.entry("kwargs_null", "FAILURE 1"),
          Map.entry("eta_garbage", "FAILURE 1"),
          Map.entry("eta_number", "FAILURE 1"),
          Map.entry("content_type_missing", "FAILURE 1"),
          Map.entry("body_not_base64", "FAILURE 1"),
          Map.entry("body_not_json", "FAILURE 1"),
          Map.entry("properties_missing", "FAILURE 1"),
          // These say no id, so there is no result to store.
          Map.entry("headers_missing", "none 1"),
          Map.entry("not_json_at_all", "none 1"),
          // This one has another id, and runs.
          Map.entry("proto1_body", "none 0"));

  private TestWorker worker;

  @BeforeEach
  void make_worker(Redis redis, Keys keys) {
    worker =
        new TestWorker(redis, keys)
            .task(
                "tasks.add",
                (context, args) -> {
                  if (args.positional().size() != 2) {
                    throw new WrongArguments("add takes x and y");
                  }
                  return args.requiredNumber(0, "x").longValue()
                      + args.requiredNumber(1, "y").longValue();
                });
  }

  @AfterEach
  void stop() {
    worker.close();
  }

  @ParameterizedTest
  @MethodSource("io.taskq.message.Malformed#cases")
  void no_message_ends_a_worker_or_keeps_another_from_running(String name) {
    worker.enqueueRaw(Malformed.message(name), "bad");
    String good = worker.enqueue("tasks.add", Json.of(1), Json.of(1));

    Worker.End end = worker.work(PoolKind.THREADS);

    assertThat(end).isEqualTo(Worker.End.FINISHED);
    assertThat(worker.state(good)).isEqualTo("SUCCESS");
    assertThat(worker.state(ID) + " " + worker.stats().dead())
        .isEqualTo(OTHERWISE.getOrDefault(name, "SUCCESS 0"));
    assertThat(worker.stats().leased() + worker.stats().readyTotal()).isZero();
  }
}
