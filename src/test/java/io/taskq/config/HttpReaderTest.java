package io.taskq.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpReaderTest {

  @TempDir private Path folder;

  @Test
  void a_request_is_read_whole() throws IOException {
    HttpDefinition http =
        read(
            """
            method: PUT
                  url: https://Example.com:8443/a/{0}?b={c}
                  headers: {Authorization: "Bearer ${TOKEN}"}
                  json: {id: "{0}", n: 1, list: [true, "x{c}"]}
                  expect: [201, 3xx]
                  timeout: 5s
                  redirects: 2
                  keep_headers: [X-Id]
            """,
            Map.of("TOKEN", "a{b"));

    assertThat(http.method()).isEqualTo("PUT");
    assertThat(http.url().host()).hasToString("https://example.com:8443");
    assertThat(http.url().target().places()).containsExactly("0", "c");
    assertThat(http.headers().get("Authorization").fill(place -> "?")).isEqualTo("Bearer a{b");
    assertThat(http.body()).isInstanceOf(HttpBody.JsonValue.class);
    assertThat(http.expect()).contains(201, 300, 399).doesNotContain(200, 400);
    assertThat(http.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(http.redirects()).isEqualTo(2);
    assertThat(http.keepHeaders()).containsExactly("x-id");
    assertThat(http.missing()).isEmpty();
  }

  @Test
  void who_only_enqueues_needs_none_of_the_variables() throws IOException {
    HttpDefinition http =
        read("{url: \"https://example.com/${HOOK}\", headers: {A: \"${KEY}\"}}", Map.of());

    assertThat(http.missing()).contains("HOOK");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{url: 'https://{0}/a'}                | would choose the host",
        "{url: 'https://{host}.example.com/a'} | would choose the host",
        "{url: 'https://example.com{0}'}       | would choose the host",
        "{url: 'https://example.com:{0}/'}     | would choose the host",
        "{url: 'https://u:{0}@example.com/'}   | would choose the host",
        "{url: '{0}://example.com/'}           | must begin with http",
        "{url: 'https://{{0}}example.com/'}    | would choose the host",
        "{url: '{0}'}                          | must begin with http",
        "{url: '/a'}                           | must begin with http",
        "{url: ''}                             | must begin with http",
        "{url: 'gopher://example.com/'}        | gopher: is neither http: nor https:",
        "{url: 'file:///etc/passwd'}           | file: is neither http: nor https:",
        "{url: 'https://u:pw@example.com/'}    | write a header Authorization",
        "{url: 'https://example.com/a b'}      | such as a blank",
        "{url: 'https://example.com/a#b'}      | such as a blank, a #",
        "{url: 'https://example.com/50%'}      | a lone %",
        "{url: 'https://example.com\\\\@x/'} | no url may",
        "{url: 'https://exa mple.com/'}        | is no host",
        "{url: 'https://example.com:0/'}       | there is no port 0",
        "{url: 'https://example.com:99999/'}   | there is no port 99999",
        "{url: 'https://127.1/'}               | odd spelling of an address",
        "{url: 'https://0x7f000001/'}          | odd spelling of an address",
        "{url: 'https://2130706433/'}          | odd spelling of an address",
        "{url: 'https://0177.0.0.1/'}          | odd spelling of an address",
        "{url: 'https://[::1'}                 | is no host",
        "{url: 'https://[127.0.0.1]/'}         | is no address",
        "{url: 'https://[fe80::1%eth0]/'}      | is no address",
        "{url: 'https://${HOST}/a'}            | needs the variable HOST, which is not set",
        "{method: GET}                         | has no url",
        "{method: get, url: 'http://a/'}       | method: get",
        "{method: TRACE, url: 'http://a/'}     | method: TRACE",
        "{url: 'http://a/', body: x}           | a GET has no body",
        "{method: POST, url: 'http://a/', body: x, json: 1} | json and body are both given",
        "{url: 'http://a/{0', method: GET}     | has a { alone",
        "{method: POST, url: 'http://a/', json: {a: ['{b']}} | has a { alone",
        "{method: POST, url: 'http://a/', json: {'{0}': 1}}  | cannot have a place",
        "{method: POST, url: 'http://a/', form: x}           | must hold names",
        "{url: 'http://a/', headers: {Host: b}}              | Host is taskq's own",
        "{url: 'http://a/', headers: {content-length: '1'}}  | content-length is taskq's own",
        "{url: 'http://a/', headers: {'A B': b}}             | no name of a header",
        "{url: 'http://a/', headers: {'A': \"b\\r\\nC: d\"}} | header A has a line break",
        "{url: 'http://a/', headers: {A: b, a: c}}           | a is given twice",
        "{url: 'http://a/', expect: 99}        | statuses from 200 to 599",
        "{url: 'http://a/', expect: []}        | statuses from 200 to 599",
        "{url: 'http://a/', timeout: 0}        | leaves no time",
        "{url: 'http://a/', redirects: 4}      | redirects: 4",
        "{url: 'http://a/', keep_headers: [a b]} | must be names of headers",
        "{url: 'http://a/', retry: 1}          | is not known in \"http\"",
      })
  void a_wrong_request_is_refused_when_the_file_is_read(String request, String why) {
    assertThatThrownBy(() -> read(request.replace('\'', '"'), Map.of()))
        .isInstanceOf(TaskqException.Invalid.class)
        .hasMessageContaining("taskq.yml is not a settings file: line 3:")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.5/24, http.allow", "10.0.0.0/33, http.allow", "10.0.0.0/x, http.allow",
    "127.1, http.allow", "a b, http.allow", "http://a, http.allow"
  })
  void what_is_allowed_is_a_network_or_a_host(String entry, String word) throws IOException {
    Files.writeString(folder.resolve("taskq.yml"), "http: {allow: [\"" + entry + "\"]}\n");

    assertThatThrownBy(() -> new SettingsReader(Map.of(), folder).read(List.of(), Optional.empty()))
        .isInstanceOf(TaskqException.Invalid.class)
        .hasMessageContaining("line 1")
        .hasMessageContaining(word);
  }

  private HttpDefinition read(String http, Map<String, String> environment) throws IOException {
    String block = http.startsWith("{") ? http : "\n      " + http;
    Files.writeString(folder.resolve("taskq.yml"), "tasks:\n  hook:\n    http: " + block + "\n");
    return new SettingsReader(environment, folder)
        .read(List.of(), Optional.empty())
        .tasks()
        .iterator()
        .next()
        .http()
        .orElseThrow();
  }
}
