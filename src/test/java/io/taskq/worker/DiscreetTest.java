package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Hiding;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.Outgoing;
import io.taskq.state.Failure;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is hidden stays in the message alone. */
class DiscreetTest {

  private static final String SECRET = "s3cr3t-CANARY";

  private final Discreet discreet = new Discreet(new Hiding(Set.of("password", "token")));
  private final Message message =
      Outgoing.of("login")
          .kwargs(object("{\"password\": \"%s\", \"user\": \"me\"}"))
          .args(
              Json.parse("[{\"deep\": {\"token\": [\"other-%s\"]}}]".formatted(SECRET))
                  .asArray()
                  .get())
          .build();

  private static JsonObject object(String text) {
    return Json.parse(text.formatted(SECRET)).asObject().orElseThrow();
  }

  @Test
  void an_exception_that_repeats_a_hidden_argument_is_stored_without_it() {
    Failure raw = Failure.of(new IllegalStateException("cannot log in with " + SECRET + " as me"));

    Failure masked = discreet.of(message, raw);

    assertThat(raw.text()).contains(SECRET);
    assertThat(masked.text()).isEqualTo("cannot log in with *** as me");
    assertThat(masked.toJson().text() + masked.traceback()).doesNotContain(SECRET);
  }

  @Test
  void arguments_are_stored_with_stars_at_any_depth() {
    Message masked = discreet.of(message);

    assertThat(masked.kwargs().text()).isEqualTo("{\"password\": \"***\", \"user\": \"me\"}");
    assertThat(masked.args().text()).isEqualTo("[{\"deep\": {\"token\": \"***\"}}]");
    assertThat(message.kwargs().text()).contains(SECRET);
  }

  @Test
  void the_headers_others_read_were_masked_by_the_producer() {
    Message sent = Outgoing.of("login").kwargs(message.kwargs()).hide(Set.of("password")).build();

    assertThat(sent.headers().text()).contains("'password': '***'").doesNotContain(SECRET);
    assertThat(sent.kwargs().text()).contains(SECRET);
  }

  @Test
  void a_failure_of_a_task_with_nothing_to_hide_is_left_alone() {
    Failure raw = Failure.of(new IllegalStateException("me"));

    assertThat(discreet.of(Outgoing.of("add").build(), raw)).isSameAs(raw);
  }
}
