package io.taskq.cli.inspect;

import io.taskq.cli.Main;
import io.taskq.redis.Keys;
import io.taskq.testing.RedisServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** Runs commands in this JVM, on a test's own keys. */
record Shell(RedisServer server, Keys keys, Path folder) {

  /** Exit code, stdout and stderr of one command. */
  String taskq(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var environment = Map.of("TASKQ_BROKER", server.url(), "TASKQ_GLOBAL_KEYPREFIX", keys.prefix());
    int exitCode =
        Main.run(new PrintWriter(out, true), new PrintWriter(err, true), environment, folder, args);
    return "exit %d\n--- stdout\n%s--- stderr\n%s".formatted(exitCode, out, err);
  }
}
