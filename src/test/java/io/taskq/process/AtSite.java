package io.taskq.process;

import io.taskq.testing.RedisServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For each test a Redis of its own and a place where somebody uses taskq on it. */
abstract class AtSite {

  @TempDir Path folder;
  RedisServer server;
  Site site;

  @BeforeEach
  void open() {
    server = RedisServer.start();
    site = new Site(folder, server);
  }

  @AfterEach
  void close() {
    site.close();
    server.close();
  }
}
