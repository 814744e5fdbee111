package io.taskq.http;

import static io.taskq.testing.HookServer.answer;

import io.taskq.config.AllowedHosts;
import io.taskq.config.Network;
import io.taskq.config.SettingsReader;
import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import io.taskq.testing.FakeContext;
import io.taskq.testing.HookServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** A server beside us, names that lead to it, and tasks as a user declares them. */
final class HttpFixture implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final Path folder;
  private final HookServer server = HookServer.plain().says(answer("200 OK", "fine"));
  private final FakeContext context = new FakeContext();
  private final List<String> asked = new ArrayList<>();
  private SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
  private AllowedHosts allowed = new AllowedHosts(List.of(Network.read("127.0.0.1")), Set.of());

  HttpFixture(Path folder) {
    this.folder = folder;
  }

  HookServer server() {
    return server;
  }

  TaskContext context() {
    return context;
  }

  /** Which hosts were looked up. */
  List<String> asked() {
    return asked;
  }

  void allow(AllowedHosts hosts) {
    allowed = hosts;
  }

  void trust(SSLSocketFactory factory) {
    tls = factory;
  }

  String url() {
    return "http://hook.test:" + server.port();
  }

  Object body(String http) throws Exception {
    return run(http).get("body");
  }

  Map<String, Object> run(String http) throws Exception {
    return run(http, List.of(), Map.of());
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> run(String http, List<Object> args, Map<String, Object> kwargs)
      throws Exception {
    return (Map<String, Object>) task(http).run(context, new Arguments(args, kwargs));
  }

  Task task(String http) throws IOException {
    Files.writeString(
        folder.resolve("taskq.yml"),
        "tasks:\n  hook:\n    http: " + http.replace("{HOOK}", url()) + "\n");
    var settings = new SettingsReader(Map.of(), folder).read(List.of(), Optional.empty());
    Doorman doorman = new Doorman(allowed, this::lookUp);
    return new HttpTask(
        settings.tasks().iterator().next(), doorman, new Courier(doorman, tls), () -> NOW);
  }

  private InetAddress[] lookUp(String host) throws UnknownHostException {
    asked.add(host);
    String address =
        switch (host) {
          case "hook.test", "other.test" -> "127.0.0.1";
          case "inside.test" -> "10.0.0.5";
          default -> host;
        };
    return new InetAddress[] {
      Network.address(address).orElseThrow(() -> new UnknownHostException(host))
    };
  }

  @Override
  public void close() {
    server.close();
  }
}
