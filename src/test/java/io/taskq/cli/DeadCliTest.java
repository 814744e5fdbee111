package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.broker.Acts;
import io.taskq.broker.Broker;
import io.taskq.broker.Claim;
import io.taskq.broker.Delivery;
import io.taskq.broker.End;
import io.taskq.broker.Handle;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dead letters are asked for by what they are, and given back as they came. */
@WithRedis
class DeadCliTest {

  private RedisServer server;
  private Keys keys;
  private Redis redis;
  private String raw;

  @BeforeEach
  void bury_three(RedisServer server, Redis redis, Keys keys) {
    this.server = server;
    this.redis = redis;
    this.keys = keys;
    bury("mail", "send_mail", "m-1", "Timeout: no answer in 30 s");
    bury("mail", "send_mail", "m-2", "Refused: 550 no such user");
    raw = bury("celery", "resize", "r-1", "Timeout: convert hung");
  }

  private String bury(String queue, String task, String id, String reason) {
    String[] words = {
      "enqueue", task, "--queue", queue, "--id", id, "--args", "[7, \"a b\"]", "--kwarg", "token=x9"
    };
    assertThat(run(words).exitCode()).isZero();
    Broker broker = Broker.on(redis, keys);
    Claim claim = new Claim("w-" + task, "c-" + id, Duration.ofSeconds(9), 1, false);
    Delivery held = broker.claim(queue, claim).getFirst();
    broker.finish(
        new Handle(held.queue(), held.id(), held.fence(), id), End.buried(reason, Acts.NONE));
    return held.raw();
  }

  private Golden.Answer run(String... words) {
    return Golden.with(server, keys).run(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "task=send_mail | m-2 m-1",
        "task=send_mail and reason~TIMEOUT | m-1",
        "task!=send_mail | r-1",
        "reason!~timeout | m-2",
        "reason~timeout and not queue=mail | r-1",
        "id=m-1 or id=r-1 | r-1 m-1",
        "(id=m-1 or id=r-1) and queue=mail | m-1",
        "not (id=m-1 or id=r-1) | m-2",
        "reason~'no such' | m-2",
        "reason ~ \"no such\" and deliveries = 1 | m-2",
        "args~'a b' and attempt>=1 and age<1h | r-1 m-2 m-1",
        "kwargs~x9 | ''",
        "kwargs~*** and worker=w-resize | r-1",
        "age>1d or deliveries>1 | ''",
      })
  void those_an_expression_is_true_of_are_listed(String expression, String ids) {
    Golden.Answer answer = run("dead", "ls", "--where", expression);

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(
            answer.out().lines().skip(1).map(line -> line.substring(0, 3)).toList().stream()
                .reduce("", (all, id) -> (all + " " + id).strip()))
        .isEqualTo(ids.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | a field is missing at column 1",
        "tsk=a | \"tsk\" is no field at column 1",
        "task=a andd id=b | \"andd id=b\" is neither and nor or at column 8",
        "task=a and | a field is missing at column 11",
        "task | an operator is missing at column 5",
        "task>a | task cannot be asked with > at column 5",
        "age~2h | age cannot be asked with ~ at column 4",
        "age>soon | \"soon\" is no value of age at column 5",
        "attempt=two | \"two\" is no value of attempt at column 9",
        "task= | a value is missing at column 6",
        "reason~'no such | the quote is not closed at column 8",
        "(task=a | a closing bracket is missing at column 8",
      })
  void a_wrong_expression_is_refused_with_its_place(String expression, String why) {
    for (String verb : List.of("ls", "requeue", "drop")) {
      Golden.Answer answer = run("dead", verb, "--where", expression);

      assertThat(answer.exitCode()).isEqualTo(2);
      assertThat(answer.err()).contains("cannot read --where: " + why).contains("\n  ");
    }
    assertThat(run("dead", "ls", "--json").out()).contains("m-1", "m-2", "r-1");
  }

  @Test
  void a_dry_run_says_the_same_and_changes_nothing() {
    Golden.Answer dry = run("dead", "drop", "--where", "reason~timeout", "--dry-run");
    Golden.Answer done = run("dead", "drop", "--where", "reason~timeout");

    assertThat(dry.out()).isEqualTo("r-1  resize\nm-1  send_mail\n").isEqualTo(done.out());
    assertThat(dry.err()).contains("would have dropped 2 dead letters");
    assertThat(done.err()).contains("dropped 2 dead letters").doesNotContain("would");
    assertThat(run("dead", "ls").out()).contains("m-2").doesNotContain("m-1", "r-1");
  }

  @Test
  void requeue_gives_the_original_message_back_untouched_and_counts_anew() {
    assertThat(run("dead", "requeue", "--where", "task=resize").exitCode()).isZero();

    Claim claim = new Claim("w9", "c9", Duration.ofSeconds(9), 5, false);
    List<Delivery> back = Broker.on(redis, keys).claim("celery", claim);
    assertThat(back).extracting(Delivery::raw).containsExactly(raw);
    assertThat(back).extracting(Delivery::deliveries).containsExactly(1);
  }

  @Test
  void ids_and_expressions_do_not_mix() {
    Golden.Answer answer = run("dead", "requeue", "m-1", "--where", "task=send_mail");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("ids do not mix with --all or --where");
  }

  @Test
  void show_tells_who_had_it_and_hides_what_is_secret() {
    Golden.Answer shown = run("dead", "show", "r-1");

    assertThat(shown.out())
        .contains("handed out once", "w-resize  buried (after", "'token': '***'")
        .doesNotContain("x9");
    assertThat(run("dead", "show", "r-1", "--json").out())
        .contains("\"deliveries\": 1", "\"end\": \"buried\"", "\"worker\": \"w-resize\"");
  }
}
