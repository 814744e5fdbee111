package io.taskq.http;

import static io.taskq.testing.HookServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.config.AllowedHosts;
import io.taskq.task.Arguments;
import io.taskq.task.FinalFailure;
import io.taskq.task.Task;
import io.taskq.task.WrongArguments;
import io.taskq.testing.Certificate;
import io.taskq.testing.HookServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message, a name server or another server may try to make of a request. */
@Timeout(60)
class HttpDangerTest {

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a\\r\\nX-Evil: 1 | argument 0 has a line break",
        "a\\nb            | argument 0 has a line break",
        "a\\u0000b        | argument 0 has a line break",
      })
  void an_argument_makes_no_header(String argument, String why) {
    String text = argument.replace("\\r", "\r").replace("\\n", "\n").replace("\\u0000", "\0");

    assertThatThrownBy(
            () ->
                hook.run("{url: \"{HOOK}/\", headers: {X-Tag: \"{0}\"}}", List.of(text), Map.of()))
        .isInstanceOf(WrongArguments.class)
        .hasMessageContaining(why)
        .hasMessageContaining("X-Tag");
    assertThat(hook.server().requests()).isEmpty();
  }

  /** Cut to eight bits these are a carriage return and a line feed. */
  @Test
  void signs_beyond_latin_become_no_line_break() throws Exception {
    hook.run(
        "{url: \"{HOOK}/\", headers: {X-Tag: \"{0}\"}}",
        List.of("\u010d\u010aX-Evil: 1\u0085\u2028"), Map.of());

    assertThat(hook.server().requests().getFirst().lines())
        .noneMatch(line -> line.startsWith("X-Evil"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "..   | would change the path",
        ".    | would change the path",
        "''   | would change the path",
      })
  void an_argument_does_not_climb_out_of_its_path(String argument, String why) {
    assertThatThrownBy(() -> hook.run("{url: \"{HOOK}/users/{0}/a\"}", List.of(argument), Map.of()))
        .isInstanceOf(WrongArguments.class)
        .hasMessageContaining(why);
  }

  @Test
  void arguments_that_do_not_fit_are_named() {
    assertThatThrownBy(() -> hook.run("{url: \"{HOOK}/{0}\"}", List.of(), Map.of()))
        .isInstanceOf(WrongArguments.class)
        .hasMessage("argument 0 is missing");
    assertThatThrownBy(() -> hook.run("{url: \"{HOOK}/{0}\"}", List.of(List.of()), Map.of()))
        .hasMessageContaining("not a list");
    assertThatThrownBy(() -> hook.run("{url: \"{HOOK}/\"}", List.of(), Map.of("x", 1L)))
        .hasMessage("there is no parameter 'x', only none by name");
  }

  @Test
  void a_missing_variable_is_told_before_and_ends_a_run() throws IOException {
    Task task = hook.task("{url: \"{HOOK}/\", headers: {Authorization: \"Bearer ${NO_SUCH}\"}}");

    assertThat(((HttpTask) task).problem())
        .contains("it needs the variable NO_SUCH, which is not set");
    assertThatThrownBy(() -> task.run(hook.context(), new Arguments(List.of(), Map.of())))
        .isInstanceOf(FinalFailure.class)
        .hasMessageContaining("NO_SUCH");
    assertThat(hook.server().requests()).isEmpty();
  }

  @Test
  void an_address_inside_is_refused_before_anything_is_sent() {
    hook.allow(AllowedHosts.NONE);

    for (String host : List.of("hook.test", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]")) {
      String url = "http://%s:%d/".formatted(host, hook.server().port());
      assertThatThrownBy(() -> hook.run("{url: \"%s\"}".formatted(url)))
          .as(host)
          .isInstanceOf(AddressRefused.class)
          .hasMessageContaining("is an address of this machine (allow it with http.allow");
    }
    assertThat(hook.server().requests()).isEmpty();
  }

  /** A name server that answers otherwise the second time has no second time. */
  @Test
  void a_host_is_looked_up_once_for_a_request() throws Exception {
    hook.run("{url: \"{HOOK}/\"}");

    assertThat(hook.asked()).containsExactly("hook.test");
  }

  @Test
  void redirects_are_followed_when_they_are_asked_for() throws Exception {
    hook.server()
        .says(
            answer("302 Found", "", "Location: /b?c=d"),
            answer(
                "307 Temporary", "", "Location: http://other.test:" + hook.server().port() + "/e"),
            answer("200 OK", "there"));

    assertThat(
            hook.body(
                "{method: POST, url: \"{HOOK}/a\", body: x, redirects: 3,"
                    + " headers: {Authorization: s3cr3t, X-Key: k}}"))
        .isEqualTo("there");
    assertThat(hook.server().requests().get(1))
        .startsWith("GET /b?c=d")
        .contains("X-Key: k", "s3cr3t");
    assertThat(hook.server().requests().get(2))
        .startsWith("GET /e")
        .contains("Host: other.test:" + hook.server().port())
        .doesNotContain("X-Key", "s3cr3t");
  }

  @Test
  void a_redirect_that_keeps_the_method_keeps_the_body() throws Exception {
    hook.server().says(answer("308 Moved", "", "Location: b"), answer("200 OK", ""));

    hook.run("{method: POST, url: \"{HOOK}/a/\", json: {n: 1}, redirects: 1}");

    assertThat(hook.server().requests().get(1)).startsWith("POST /a/b ").endsWith("{\"n\": 1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file:///etc/passwd              | file: is neither http: nor https:",
        "gopher://hook.test/             | gopher: is neither",
        "http://10.0.0.5/                | 10.0.0.5 is a private address",
        "http://inside.test/             | inside.test is at 10.0.0.5, which is a private address",
        "http://169.254.169.254/latest   | is a link-local address",
        "//[::ffff:10.0.0.5]/            | is a private address",
        "http://2130706433/              | odd spelling",
        "http://127.1/                   | odd spelling",
        "http://0x7f000001/              | odd spelling",
        "http://u:p@hook.test/           | write a header Authorization",
        "http://a b/                     | is no url",
        "/again                          | more than 3 redirects",
      })
  void a_redirect_leads_nowhere_that_a_request_may_not_go(String location, String why) {
    hook.server().says(answer("302 Found", "", "Location: " + location));

    assertThatThrownBy(() -> hook.run("{url: \"{HOOK}/a\", redirects: 3}"))
        .isInstanceOf(FinalFailure.class)
        .hasMessageContaining(why);
  }

  @Test
  void the_certificate_must_be_of_the_host_whatever_address_it_has() throws Exception {
    Certificate certificate = Certificate.of("hook.test", folder);
    hook.trust(certificate.context().getSocketFactory());
    try (HookServer secure = HookServer.withTls(certificate.context())) {
      secure.says(
          answer("200 OK", "secret"), answer("302 Found", "", "Location: http://hook.test/"));

      assertThat(hook.body("{url: \"https://hook.test:%d/\"}".formatted(secure.port())))
          .isEqualTo("secret");
      assertThatThrownBy(
              () ->
                  hook.run(
                      "{url: \"https://hook.test:%d/\", redirects: 1}".formatted(secure.port())))
          .isInstanceOf(FinalFailure.class)
          .hasMessageContaining("http://hook.test is not encrypted");
      assertThatThrownBy(
              () -> hook.run("{url: \"https://other.test:%d/\"}".formatted(secure.port())))
          .isInstanceOf(HttpFailed.class)
          .hasMessageContaining("no TLS")
          .hasMessageContaining("other.test");
      hook.trust((SSLSocketFactory) SSLSocketFactory.getDefault());
      assertThatThrownBy(
              () -> hook.run("{url: \"https://hook.test:%d/\"}".formatted(secure.port())))
          .hasMessageContaining("no TLS");
    }
  }
}
