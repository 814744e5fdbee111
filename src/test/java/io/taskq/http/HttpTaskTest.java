package io.taskq.http;

import static io.taskq.testing.HookServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.taskq.task.Retry;
import io.taskq.testing.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real requests to a server beside us, declared as a user declares them. */
@Timeout(60)
class HttpTaskTest {

  @TempDir private Path folder;
  private HttpFixture hook;

  @BeforeEach
  void open() {
    hook = new HttpFixture(folder);
  }

  @AfterEach
  void close() {
    hook.close();
  }

  @Test
  void a_request_goes_out_as_it_was_declared() throws Exception {
    hook.run(
        "{method: POST, url: \"{HOOK}/users/{0}/say?q={q}&x=1\", json: {id: \"{0}\", all: \"{1}\","
            + " text: \"<{q}>\", n: 1.10}, headers: {X-Tag: \"t {0}\", User-Agent: mine}}",
        List.of("a/b?c#d%", List.of(1L, Map.of("k", "v"))), Map.of("q", "云 &="));

    String request = hook.server().requests().getFirst();
    assertThat(request)
        .startsWith("POST /users/a%2Fb%3Fc%23d%25/say?q=%E4%BA%91%20%26%3D&x=1 HTTP/1.1\r\n")
        .contains("\r\nHost: hook.test:" + hook.server().port() + "\r\n")
        .contains("\r\nContent-Type: application/json\r\n")
        .contains("\r\nUser-Agent: mine\r\n", "\r\nX-Tag: t a/b?c#d%\r\n")
        .contains("\r\nTaskq-Id: id-1\r\n", "\r\nTaskq-Attempt: 2\r\n")
        .endsWith(
            "{\"id\": \"a/b?c#d%\", \"all\": [1, {\"k\": \"v\"}],"
                + " \"text\": \"<\\u4e91 &=>\", \"n\": 1.10}");
  }

  @Test
  void a_text_and_a_form_go_out_too() throws Exception {
    hook.run("{method: PUT, url: \"{HOOK}/\", body: \"a={0}\"}", List.of("1 & 2"), Map.of());
    hook.run(
        "{method: POST, url: \"{HOOK}?a\", form: {a b: \"{0}\", c: d}}",
        List.of("1 & 2"), Map.of());
    hook.run("{method: POST, url: \"{HOOK}\"}", List.of(), Map.of());

    assertThat(hook.server().requests().get(0))
        .contains("text/plain; charset=utf-8")
        .endsWith("a=1 & 2");
    assertThat(hook.server().requests().get(1))
        .startsWith("POST /?a HTTP/1.1\r\n")
        .contains("application/x-www-form-urlencoded")
        .endsWith("\r\n\r\na+b=1+%26+2&c=d");
    assertThat(hook.server().requests().get(2)).contains("Content-Length: 0\r\n");
  }

  @Test
  void the_answer_is_the_result() throws Exception {
    hook.server()
        .says(
            answer(
                "201 Made",
                "{\"id\": 5}",
                "Content-Type: application/json",
                "Set-Cookie: s",
                "X-Id: 7"),
            answer("200 OK", "<p>", "Content-Type: text/html"),
            answer("200 OK", "{no", "Content-Type: application/json"),
            "HTTP/1.1 204\r\n\r\nnothing of this counts");

    assertThat(hook.run("{url: \"{HOOK}/\", keep_headers: X-Id}"))
        .isEqualTo(
            Map.of(
                "status", 201,
                "headers", Map.of("content-type", "application/json", "x-id", "7"),
                "body", Map.of("id", 5L)));
    assertThat(hook.body("{url: \"{HOOK}/\"}")).isEqualTo("<p>");
    assertThat(hook.body("{url: \"{HOOK}/\"}")).isEqualTo("{no");
    assertThat(hook.body("{url: \"{HOOK}/\"}")).isEqualTo("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n3\r\ncde\r\n0\r\nT: t"
            + "\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde and more",
        "HTTP/1.1 200 OK\r\n\r\nabcde",
        "HTTP/1.0 200 OK\nContent-Length: 5, 5\n\nabcde",
      })
  void a_body_ends_where_the_answer_says(String raw) throws Exception {
    hook.server().says(raw);

    assertThat(hook.body("{url: \"{HOOK}/\"}")).isEqualTo("abcde");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SSH-2.0-x\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "                                        | does not begin with HTTP/1.1",
        "HTTP/1.1 200 OK\\r"
            + "\\n"
            + "Content-Length: 9\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "abc        | in the middle of the answer",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nab | in the middle",
        "HTTP/1.1 200 OK\\r"
            + "\\n"
            + "Transfer-Encoding: chunked\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "x\\r"
            + "\\n"
            + " | a chunk has no length",
        "HTTP/1.1 200 OK\\r"
            + "\\n"
            + "Transfer-Encoding: chunked\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "1\\r"
            + "\\n"
            + "abc\\r\\n | longer than it says",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: xz\\r\\n\\r\\n       | is not chunked",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 1, 2\\r\\n\\r\\nab      | is no number, or two",
        "HTTP/1.1 200 OK\\r\\nContent-Length: -1\\r\\n\\r\\nab        | is no number, or two",
        "HTTP/1.1 200 OK\\r\\n: x\\r\\n\\r\\n                         | a header has no name",
        "''                                                           | in the middle",
      })
  void what_is_no_whole_answer_is_tried_again(String raw, String why) {
    hook.server().says(raw.replace("\\r", "\r").replace("\\n", "\n"));

    assertThatThrownBy(() -> hook.run("{url: \"{HOOK}/\"}"))
        .isInstanceOf(HttpFailed.class)
        .hasMessageContaining(why);
  }

  @Test
  void of_a_big_body_the_beginning_is_kept_and_endless_headers_are_refused() throws Exception {
    hook.server().says(answer("200 OK", "x".repeat(3_000_000), "Content-Type: application/json"));

    assertThat(hook.run("{url: \"{HOOK}/\"}"))
        .containsEntry("truncated", true)
        .containsEntry("body", "x".repeat(1 << 20));
    hook.server().says("HTTP/1.1 200 OK\r\nA: " + "x".repeat(100_000));
    assertThatThrownBy(() -> hook.run("{url: \"{HOOK}/\"}"))
        .hasMessageContaining("headers are longer than 65,536 bytes");
  }

  @Test
  void what_is_busy_is_tried_again_when_it_says() {
    hook.server()
        .says(
            answer("429 Slow Down", "later", "Retry-After: 7"),
            answer("503 Busy", "", "Retry-After: Sat, 21 Nov 2026 12:01:00 GMT"),
            answer(
                "503 Busy",
                "",
                "Date: Sat, 21 Nov 2026 11:00:00 GMT",
                "Retry-After: Sat, 21 Nov 2026 11:00:05 GMT"),
            answer("503 Busy", "", "Retry-After: Sat, 21 Nov 2020 12:00:00 GMT"),
            answer("429 Slow Down", "", "Retry-After: 86400"));

    assertThat(asksFor()).contains(Duration.ofSeconds(7));
    assertThat(asksFor()).contains(Duration.ofMinutes(1));
    assertThat(asksFor()).contains(Duration.ofSeconds(5));
    assertThat(asksFor()).contains(Duration.ZERO);
    assertThat(asksFor()).as("never longer than max_backoff").contains(Duration.ofMinutes(2));
  }

  private Optional<Duration> asksFor() {
    try {
      hook.run("{url: \"{HOOK}/secret\"}\n    retries: {max: 9, max_backoff: 2m}");
      return Optional.empty();
    } catch (Retry e) {
      assertThat(e.most()).contains(9);
      assertThat(e.getCause()).isInstanceOf(HttpFailed.class).hasMessageNotContaining("secret");
      return e.delay();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void trouble_of_the_server_is_tried_again_and_a_no_is_not() {
    hook.server()
        .says(answer("500 Oops", "trace"), answer("429 Slow Down", "", "Retry-After: soon"));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> hook.run("{url: \"{HOOK}/a\"}")).isInstanceOf(HttpFailed.class);
    }
    hook.server().says(answer("404 Not Found", "no such user\n"));
    assertThatThrownBy(() -> hook.run("{url: \"{HOOK}/a\"}"))
        .isInstanceOf(HttpRefused.class)
        .hasMessage("GET %s answered 404 Not Found: no such user".formatted(hook.url()));
    hook.server().says(answer("302 Found", "", "Location: /b"));
    assertThatThrownBy(() -> hook.run("{url: \"{HOOK}/a\"}")).isInstanceOf(HttpRefused.class);
    assertThat(hook.server().requests()).hasSize(4);
  }

  @Test
  void what_is_expected_is_a_success() throws Exception {
    hook.server().says(answer("404 Not Found", "x"), answer("503 Busy", "", "Retry-After: 1"));

    assertThat(hook.run("{url: \"{HOOK}/a\", expect: [200, 404]}")).containsEntry("status", 404);
    assertThat(hook.run("{url: \"{HOOK}/a\", expect: 5xx}")).containsEntry("status", 503);
  }

  @Test
  void nobody_there_and_a_silent_server_are_tried_again() throws IOException {
    int nobody = FreePort.find();
    hook.server().says("SILENCE");

    assertThatThrownBy(() -> hook.run("{url: \"http://hook.test:%d/\"}".formatted(nobody)))
        .isInstanceOf(HttpFailed.class)
        .hasMessageContaining("GET http://hook.test:" + nobody);
    assertThatThrownBy(() -> hook.run("{url: \"{HOOK}/\", timeout: 300ms}"))
        .isInstanceOf(HttpFailed.class)
        .hasMessageContaining("no whole answer within 0.3 s");
    assertThatThrownBy(() -> hook.run("{url: \"http://unknown.test/\"}"))
        .isInstanceOf(HttpFailed.class)
        .hasMessageContaining("nobody has this name");
  }

  @Test
  void a_run_that_is_asked_to_end_ends_in_the_middle_of_its_request() {
    hook.server().says("SILENCE");
    Thread runner = Thread.currentThread();
    Thread.ofVirtual()
        .start(
            () -> {
              await().until(() -> !hook.server().requests().isEmpty());
              runner.interrupt();
            });

    assertThatThrownBy(() -> hook.run("{url: \"{HOOK}/\", timeout: 1h}"))
        .isInstanceOf(InterruptedException.class);
  }
}
