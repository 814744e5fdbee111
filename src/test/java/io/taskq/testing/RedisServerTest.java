package io.taskq.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@WithRedis
class RedisServerTest {

  @Test
  void the_shared_server_is_one(RedisServer first) {
    assertThat(first).isSameAs(RedisServer.shared());
    assertThat(ask(first, "PING")).isEqualTo("+PONG\r\n+OK\r\n");
  }

  @Test
  void a_durable_server_keeps_what_it_answered_through_a_kill() {
    try (var server = RedisServer.startDurable()) {
      ask(server, "SET key kept");

      server.kill9();
      server.restart();

      assertThat(ask(server, "GET key")).contains("kept");
    }
  }

  @Test
  void a_killed_server_does_not_answer() {
    try (var server = RedisServer.start()) {
      server.kill9();

      assertThat(ask(server, "PING")).startsWith("no answer");
    }
  }

  @Test
  void a_paused_server_takes_a_connection_and_stays_silent() {
    try (var server = RedisServer.start()) {
      server.pause();
      String paused = ask(server, "PING");
      server.resume();

      assertThat(paused).startsWith("no answer: Read timed out");
      assertThat(ask(server, "PING")).startsWith("+PONG");
    }
  }

  @Test
  void the_packed_server_of_this_platform_is_there() {
    assertThat(RedisServer.class.getResource("/redis-server-" + RedisBinary.platform()))
        .isNotNull();
    assertThat(Files.isExecutable(RedisBinary.find())).isTrue();
  }

  @Test
  void closing_leaves_nothing_behind() {
    var server = RedisServer.start();
    Path folder = server.folder();

    server.close();

    assertThat(folder).doesNotExist();
  }

  @Nested
  class Keys_of_a_method {

    private Keys before;

    @BeforeEach
    void remember(Keys keys) {
      before = keys;
    }

    @RepeatedTest(2)
    void are_the_same_all_through_and_another_methods_never(Keys keys, Redis redis) {
      assertThat(keys).isEqualTo(before);
      long writes = redis.ask("test", client -> client.incr(keys.prefix() + "writes"));
      assertThat(writes).isEqualTo(1);
    }
  }

  private static String ask(RedisServer server, String command) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(300);
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "no answer: " + e.getMessage();
    }
  }
}
