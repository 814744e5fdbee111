package io.taskq.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.taskq.error.TaskqException;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;

class LocalBrokerTest {

  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>();
  private LocalBroker broker;

  @BeforeEach
  void an_empty_home() {
    environment.put("HOME", home.toString());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("TASKQ_LOCAL_PORT", Integer.toString(FreePort.find()));
    broker = new LocalBroker(environment);
  }

  @AfterEach
  void no_server_is_left() {
    broker.running().flatMap(server -> ProcessHandle.of(server.pid())).ifPresent(this::kill);
  }

  @Test
  void what_was_queued_is_there_after_a_stop_and_a_start() {
    LocalServer first = start().server();
    ask(first, client -> client.lpush("celery", "a", "b"));

    Optional<LocalServer> stopped = broker.stop();
    LocalServer second = start().server();

    assertThat(stopped).contains(first);
    long kept = ask(second, client -> client.llen("celery"));
    assertThat(kept).isEqualTo(2);
    assertThat(second.port()).isEqualTo(first.port());
  }

  @Test
  void it_comes_without_a_server_on_the_path() throws IOException {
    environment.put("PATH", "");

    Started first = start();
    broker.stop();
    spoil(home.resolve(".cache/taskq"));
    Started again = start();

    assertThat(first.server().version()).startsWith("6.2");
    assertThat(again.server().version()).startsWith("6.2");
  }

  @Test
  void two_at_once_start_one() {
    CompletableFuture<Started> other =
        CompletableFuture.supplyAsync(() -> new LocalBroker(environment).start(none(), none()));
    Started mine = start();

    assertThat(other.join().server().pid()).isEqualTo(mine.server().pid());
    assertThat(List.of(mine.fresh(), other.join().fresh())).containsOnlyOnce(true);
  }

  @Test
  void one_that_was_killed_is_not_believed_and_comes_back_with_its_data() {
    LocalServer first = start().server();
    ask(first, client -> client.configSet("appendfsync", "always"));
    ask(first, client -> client.lpush("celery", "a"));
    kill(ProcessHandle.of(first.pid()).orElseThrow());

    assertThat(broker.running()).isEmpty();
    Started second = start();

    assertThat(second.fresh()).isTrue();
    long kept = ask(second.server(), client -> client.llen("celery"));
    assertThat(kept).isEqualTo(1);
  }

  @Test
  void one_that_nobody_remembers_is_found_by_its_folder() throws IOException {
    LocalServer first = start().server();
    Files.delete(home.resolve(".local/state/taskq/broker"));

    Started found = start();

    assertThat(found.fresh()).isFalse();
    assertThat(found.server().pid()).isEqualTo(first.pid());
  }

  @Test
  void a_stranger_on_its_port_is_not_taken_for_it() throws IOException {
    LocalServer first = start().server();
    broker.stop();

    try (ServerSocket stranger =
        new ServerSocket(first.port(), 5, InetAddress.getLoopbackAddress())) {
      LocalServer second = start().server();

      assertThat(stranger.isBound()).isTrue();
      assertThat(second.port()).isNotEqualTo(first.port());
      assertThatThrownBy(() -> broker.start(Optional.of(stranger.getLocalPort()), none()))
          .isInstanceOf(TaskqException.Refused.class)
          .hasMessageContaining("runs already");
      broker.stop();
      assertThatThrownBy(() -> broker.start(Optional.of(stranger.getLocalPort()), none()))
          .hasMessageContaining("port " + first.port() + " is taken");
    }
  }

  @Test
  void a_frozen_one_gets_no_second_server_on_its_data() throws IOException {
    LocalServer first = start().server();
    signal("STOP", first);

    assertThatThrownBy(this::start).hasMessageContaining("does not answer");
    signal("CONT", first);

    await().untilAsserted(() -> assertThat(broker.running()).contains(first));
  }

  @Test
  void a_folder_that_is_none_is_refused() throws IOException {
    Files.createDirectories(home.resolve(".local/state"));
    Files.writeString(home.resolve(".local/state/taskq"), "in the way");

    assertThatThrownBy(this::start)
        .isInstanceOf(TaskqException.Refused.class)
        .hasMessageContaining("is a file");
  }

  @Test
  void without_a_home_there_is_none_and_it_says_so() {
    LocalBroker homeless = new LocalBroker(Map.of());

    assertThat(homeless.running()).isEmpty();
    assertThatThrownBy(() -> homeless.start(none(), none()))
        .isInstanceOf(TaskqException.Invalid.class);
  }

  @Test
  void spoiled_data_are_refused_with_the_words_of_redis() throws IOException {
    environment.put("PATH", "");
    LocalServer server = start().server();
    broker.stop();
    Files.writeString(server.folder().resolve("appendonly.aof"), "no commands at all\r\n");

    assertThatThrownBy(this::start).hasMessageContaining("Bad file format");
  }

  @Test
  void data_of_a_newer_redis_are_not_passed_over() throws IOException {
    environment.put("PATH", "");
    Files.createDirectories(home.resolve(".local/state/taskq/redis/appendonlydir"));

    assertThatThrownBy(this::start).hasMessageContaining("written by Redis 7 or newer");
  }

  @Test
  void only_its_user_may_read_its_data() throws IOException {
    LocalServer server = start().server();

    assertThat(Files.getPosixFilePermissions(server.folder())).hasSize(3);
  }

  private Started start() {
    return broker.start(none(), none());
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private static void spoil(Path cache) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.toList()) {
        Files.writeString(file, "half a server");
      }
    }
  }

  private void kill(ProcessHandle server) {
    server.destroyForcibly();
    await().until(() -> !server.isAlive());
  }

  private static void signal(String name, LocalServer server) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(server.pid())).start().onExit().join();
  }

  private static <R> R ask(LocalServer server, Function<UnifiedJedis, R> question) {
    try (Redis redis = Redis.connect(RedisUrl.parse(server.url()), RedisOptions.forCommand())) {
      return redis.ask("test", question);
    }
  }
}
