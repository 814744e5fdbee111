package io.taskq.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.taskq.testing.Command.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP requests as tasks, as a user declares and runs them. */
@Timeout(240)
class HttpIT extends AtSite {

  private static final String SECRET = "s3cr3t-CANARY";

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private HttpServer hook;

  @BeforeEach
  void startHook() throws IOException {
    hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext("/channels/", this::answer);
    hook.start();
    site.set("HOOK_URL", "http://127.0.0.1:" + hook.getAddress().getPort());
    site.set("HOOK_TOKEN", SECRET);
  }

  @AfterEach
  void stopHook() {
    hook.stop(0);
  }

  /** Busy at first, for every channel. */
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    boolean isFirst = heard.stream().noneMatch(request -> request.startsWith(path + " "));
    heard.add(
        "%s %s %s"
            .formatted(
                path,
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    byte[] body = (isFirst ? "busy" : "{\"seen\": true}").getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("X-Request-Id", "r-1");
    exchange.getResponseHeaders().set("Retry-After", "1");
    int status = path.endsWith("/none") ? 404 : isFirst ? 429 : 201;
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "process"})
  void the_hook_of_the_example_is_told_when_it_is_no_longer_busy(String pool) throws IOException {
    Path example = Path.of("src/examples/http/taskq.yml");
    Files.copy(example, folder.resolve("taskq.yml"));
    TaskqProcess worker = site.worker("-c", "1", "-P", pool);

    Outcome told = announce("a b/c");
    Outcome refused = announce("none");

    assertThat(told.out())
        .isEqualTo(
            "{\"status\": 201, \"headers\": {\"content-type\": \"application/json\","
                + " \"x-request-id\": \"r-1\"}, \"body\": {\"seen\": true}}\n");
    assertThat(heard)
        .filteredOn(request -> request.contains("a%20b"))
        .hasSize(2)
        .allMatch(
            request ->
                request.equals(
                    "/channels/a%20b%2Fc Bearer "
                        + SECRET
                        + " {\"text\": \"It is done\", \"tags\": [\"ci\"]}"));
    assertThat(worker.err())
        .contains("retry 1 of 5 in 1.0 s", "answered 429")
        .doesNotContain(SECRET);
    assertThat(refused.exitCode()).isEqualTo(5);
    assertThat(refused.err()).contains("HttpRefused: POST http://127.0.0.1", "answered 404");
    assertThat(heard).filteredOn(request -> request.contains("none")).hasSize(1);
  }

  private Outcome announce(String channel) {
    return site.taskq(
        "enqueue",
        "announce",
        "--arg",
        "It is done",
        "--kwarg",
        "channel=" + channel,
        "--kwarg",
        "tags=[\"ci\"]",
        "--wait",
        "--timeout",
        "60");
  }

  @Test
  void what_is_inside_is_refused_unless_it_is_allowed() {
    site.write("taskq.yml", "tasks: {inside: {http: {url: \"${HOOK_URL}/channels/x\"}}}\n");

    TaskqProcess worker = site.worker("-c", "1");
    Outcome outcome = site.taskq("enqueue", "inside", "--wait", "--timeout", "60");

    String why = "127.0.0.1 is an address of this machine (allow it with http.allow: [127.0.0.1]";
    assertThat(worker.err()).contains("task inside cannot run: " + why);
    assertThat(outcome.exitCode()).isEqualTo(5);
    assertThat(outcome.err()).contains("AddressRefused: " + why);
    assertThat(heard).isEmpty();
  }

  @Test
  void a_wrong_request_is_refused_with_its_line() {
    site.write("taskq.yml", "tasks:\n  out:\n    http: {url: \"https://{0}/a\"}\n");

    Outcome outcome = site.startWorker().end();

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("taskq.yml is not a settings file: line 3: a message would choose the host");
  }
}
