package io.taskq.worker;

import static io.taskq.canvas.Sigs.array;
import static io.taskq.canvas.Sigs.chain;
import static io.taskq.canvas.Sigs.chord;
import static io.taskq.canvas.Sigs.group;
import static io.taskq.canvas.Sigs.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.MessageCodec;
import io.taskq.message.Outgoing;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.result.TaskResult;
import io.taskq.task.FinalFailure;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows a task, by a whole worker on a real Redis. */
@WithRedis
class CanvasWorkTest {

  private static final String TOLD = "{\"task\": \"echo\", \"options\": {\"task_id\": \"told\"}}";

  private final Map<String, Integer> runs = new ConcurrentHashMap<>();
  private Redis redis;
  private Keys keys;
  private TestWorker worker;

  @BeforeEach
  void make_worker(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
    worker =
        new TestWorker(redis, keys)
            .task(
                "add",
                (context, args) -> {
                  runs.merge(context.id(), 1, Integer::sum);
                  return args.requiredNumber(0, "x").longValue()
                      + args.requiredNumber(1, "y").longValue();
                })
            .task(
                "echo",
                (context, args) -> {
                  runs.merge(context.id(), 1, Integer::sum);
                  return args.positional().getFirst();
                })
            .task(
                "fail",
                (context, args) -> {
                  throw new FinalFailure("no paper");
                })
            .task(
                "second time",
                (context, args) -> {
                  if (context.attempt() == 1) {
                    throw new IllegalStateException("try again");
                  }
                  return "at last";
                });
  }

  @AfterEach
  void stop() {
    worker.close();
  }

  @Test
  void a_chain_runs_step_by_step_and_each_result_names_its_child() {
    String first =
        enqueue(Outgoing.of("add").args(numbers(1, 2)).chain(array(add("c", 100), add("b", 10))));
    worker.start();

    ends("c");

    assertThat(value("c")).isEqualTo("113");
    assertThat(result(first).children().text()).isEqualTo("[[[\"b\", null], null]]");
    assertThat(result("b").children().text()).isEqualTo("[[[\"c\", null], null]]");
    assertThat(result("c").children().text()).isEqualTo("[]");
    assertThat(result("b").subject().parentId()).contains(first);
    assertThat(result("c").subject().parentId()).contains("b");
    assertThat(runs).containsOnlyKeys(first, "b", "c").doesNotContainValue(2);
  }

  @Test
  void after_a_failure_the_later_steps_have_failed_too_and_the_errback_is_told() {
    String first =
        enqueue(
            Outgoing.of("echo")
                .args(numbers(1))
                .chain(
                    array(
                        add("d", 1),
                        add("c", 1),
                        task(
                            "fail",
                            "{\"task_id\": \"b\", \"link_error\": [{\"task\": \"echo\","
                                + " \"options\": {\"task_id\": \"told\"}}]}"))));
    worker.start();

    ends("told");

    assertThat(worker.state(first)).isEqualTo("SUCCESS");
    assertThat(List.of("b", "c", "d"))
        .allSatisfy(
            id -> {
              assertThat(worker.state(id)).isEqualTo("FAILURE");
              assertThat(why(id)).isEqualTo("FinalFailure('no paper')");
            });
    assertThat(value("told")).isEqualTo("\"b\"");
    assertThat(runs).doesNotContainKeys("c", "d");
  }

  @Test
  void the_body_of_a_chord_has_the_results_in_order_and_runs_once() {
    JsonObject header = group("{\"task_id\": \"g\"}", add("a", 1), add("b", 2), add("c", 3));
    startWith(chord("{}", header, echo("body")));

    ends("body");

    assertThat(value("body")).isEqualTo("[11, 12, 13]");
    assertThat(runs.get("body")).isEqualTo(1);
    assertThat(exists(keys.group("g") + ".j")).isFalse();
    assertThat(exists(keys.groupSize("g"))).isFalse();
  }

  @Test
  void a_chord_of_one_is_a_chord() {
    startWith(chord("{}", group("{}", add("a", 1)), echo("body")));

    ends("body");

    assertThat(value("body")).isEqualTo("[11]");
  }

  @Test
  void a_member_that_fails_fails_the_body_and_tells_its_errback() {
    JsonObject body =
        task(
            "echo",
            "{\"task_id\": \"body\", \"link_error\": [{\"task\": \"echo\","
                + " \"options\": {\"task_id\": \"told\"}}]}");
    startWith(chord("{}", group("{\"task_id\": \"g\"}", add("a", 1), fail("f")), body));

    ends("told");

    assertThat(worker.state("a")).isEqualTo("SUCCESS");
    assertThat(worker.state("body")).isEqualTo("FAILURE");
    assertThat(why("body"))
        .isEqualTo("ChordError('Dependency f raised FinalFailure(\\'no paper\\')')");
    assertThat(value("told")).isEqualTo("\"body\"");
    assertThat(runs).doesNotContainKey("body");
    assertThat(exists(keys.group("g") + ".j")).isFalse();
  }

  @Test
  void a_member_that_is_tried_again_counts_when_it_is_over() {
    JsonObject again = task("second time", "{\"task_id\": \"r\"}");
    startWith(chord("{}", group("{}", add("a", 1), again), echo("body")));

    ends("body");

    assertThat(value("body")).isEqualTo("[11, \"at last\"]");
  }

  @Test
  void a_member_whose_result_is_ignored_counts_with_its_value() {
    JsonObject silent = task("add", "{\"task_id\": \"s\", \"ignore_result\": true}", Json.of(1));
    startWith(chord("{}", group("{}", silent, add("b", 2)), echo("body")));

    ends("body");

    assertThat(value("body")).isEqualTo("[11, 12]");
    assertThat(worker.state("s")).isEqualTo("none");
  }

  @Test
  void who_waits_behind_a_revoked_step_is_told_and_so_is_the_chord_around_it() {
    worker.broker.revokes().revoke(List.of("b"));
    JsonObject steps = chain("{}", echo("a"), add("b", 1), add("c", 1));
    startWith(chord("{}", group("{}", steps, add("d", 1)), echo("body")));

    ends("body");

    assertThat(worker.state("b")).isEqualTo("REVOKED");
    assertThat(worker.state("c")).isEqualTo("REVOKED");
    assertThat(why("c")).isEqualTo("TaskRevokedError('revoked')");
    assertThat(why("body")).startsWith("ChordError('Dependency c raised TaskRevokedError(");
  }

  @Test
  void who_waits_behind_a_step_that_expired_is_told() {
    enqueue(
        Outgoing.of("echo")
            .id("a")
            .expires(Instant.parse("2020-01-01T00:00:00Z"))
            .chain(array(add("b", 1))));
    worker.start();

    ends("b");

    assertThat(worker.state("b")).isEqualTo("REVOKED");
    assertThat(why("b")).isEqualTo("TaskRevokedError('expired')");
  }

  @Test
  void a_dead_letter_keeps_nobody_waiting() {
    JsonObject lost = chain("{}", task("nobody knows", "{\"task_id\": \"n\"}"), add("o", 1));
    startWith(chord("{}", group("{}", lost, add("a", 1)), echo("body")));

    ends("body");

    assertThat(worker.state("n")).isEqualTo("FAILURE");
    assertThat(why("o")).isEqualTo("NotRegistered('nobody knows')");
    assertThat(why("body")).startsWith("ChordError('Dependency o raised NotRegistered(");
    assertThat(worker.stats().dead()).isEqualTo(1);
  }

  @Test
  void a_chord_that_fails_in_a_chord_fails_it_too() {
    JsonObject inner = chord("{}", group("{}", fail("f"), add("a", 1)), echo("inner"));
    JsonObject middle = chord("{}", group("{}", inner, add("b", 1)), echo("middle"));
    startWith(chord("{}", group("{}", middle, add("c", 1)), echo("outer")));

    ends("outer");

    assertThat(why("inner")).startsWith("ChordError('Dependency f raised FinalFailure(");
    assertThat(why("middle")).startsWith("ChordError('Dependency inner raised ChordError(");
    assertThat(why("outer")).startsWith("ChordError('Dependency middle raised ChordError(");
    await().until(() -> worker.stats().leased() == 0);
  }

  @Test
  void the_results_of_groups_in_a_header_keep_their_shape() {
    JsonObject two = chain("{}", echo("a"), group("{}", add("b", 1), add("c", 2)));
    startWith(chord("{}", group("{}", two, add("d", 3)), echo("body")));

    ends("body");

    assertThat(value("body")).isEqualTo("[[11, 12], 13]");
  }

  @Test
  void parts_nobody_can_read_fail_the_chord() {
    redis.ask("test", client -> client.zadd(keys.group("g") + ".j", 0, "no JSON"));
    redis.ask("test", client -> client.set(keys.groupSize("g"), "2"));
    enqueue(
        Outgoing.of("echo")
            .args(numbers(1))
            .header("group", Json.of("g"))
            .header("group_index", Json.of(1))
            .chord(echo("body")));
    worker.start();

    ends("body");

    assertThat(why("body")).startsWith("ChordError('Join error: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"first", "last"})
  void a_member_that_cannot_be_read_fails_the_chord_whether_it_ends_first_or_last(String when) {
    redis.ask("test", client -> client.set(keys.groupSize("g"), "2"));
    JsonObject body = task("echo", "{\"task_id\": \"body\", \"link_error\": [%s]}".formatted(TOLD));
    Outgoing good = member("good", 0).chord(body);
    String pickled =
        new MessageCodec(1 << 20, ZoneOffset.UTC)
            .encode(member("bad", 1).chord(body).build())
            .replace("application/json", "application/x-python-serialize");
    worker.start();

    for (String turn : when.equals("first") ? List.of("bad", "good") : List.of("good", "bad")) {
      String id = turn.equals("bad") ? worker.enqueueRaw(pickled, turn) : enqueue(good);
      ends(id);
    }
    ends("told");

    assertThat(why("body")).startsWith("ChordError('Dependency bad raised DecodeError(");
    assertThat(value("told")).isEqualTo("\"body\"");
    assertThat(worker.stats().dead()).isEqualTo(1);
    assertThat(redis.<Set<String>>ask("test", c -> c.keys(keys.group("g") + "*"))).isEmpty();
  }

  @Test
  void a_chord_whose_body_nobody_here_knows_keeps_no_lease() {
    redis.ask("test", client -> client.set(keys.groupSize("g"), "1"));
    String pickled =
        new MessageCodec(1 << 20, ZoneOffset.UTC)
            .encode(member("bad", 0).build())
            .replace("application/json", "application/x-python-serialize");
    worker.enqueueRaw(pickled, "bad");
    worker.start();

    ends("bad");

    await().until(() -> worker.stats().leased() == 0);
    assertThat(worker.stats().dead()).isEqualTo(1);
  }

  private static Outgoing member(String id, int place) {
    return Outgoing.of("echo")
        .id(id)
        .args(numbers(1))
        .header("group", Json.of("g"))
        .header("group_index", Json.of(place));
  }

  /** Runs a task that gives 10, and then that. */
  private void startWith(JsonObject callback) {
    enqueue(Outgoing.of("echo").args(numbers(10)).link(callback));
    worker.start();
  }

  private String enqueue(Outgoing outgoing) {
    return worker.enqueue(outgoing);
  }

  private static JsonArray numbers(long... values) {
    return new JsonArray(Arrays.stream(values).<Json>mapToObj(Json::of).toList());
  }

  private static JsonObject add(String id, long number) {
    return task("add", "{\"task_id\": \"%s\"}".formatted(id), Json.of(number));
  }

  private static JsonObject echo(String id) {
    return task("echo", "{\"task_id\": \"%s\"}".formatted(id));
  }

  private static JsonObject fail(String id) {
    return task("fail", "{\"task_id\": \"%s\"}".formatted(id));
  }

  private void ends(String id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> List.of("SUCCESS", "FAILURE", "REVOKED").contains(worker.state(id)));
  }

  private TaskResult result(String id) {
    return worker.result(id).orElseThrow();
  }

  private String value(String id) {
    return result(id).result().text();
  }

  private String why(String id) {
    return result(id).failure().orElseThrow().summary();
  }

  private boolean exists(String key) {
    return redis.ask("test", client -> client.exists(key));
  }
}
