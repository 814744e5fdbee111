package io.taskq.local;

import io.taskq.error.TaskqException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Redis server's program: one on the PATH that is new enough, else the one that came with taskq.
 *
 * @param version such as {@code 7.0.15}
 */
record Program(Path file, String version) {

  private static final Pattern VERSION = Pattern.compile("v=((\\d+)\\.(\\d+)\\S*)");
  private static final int OLDEST_MAJOR = 6;
  private static final int OLDEST_MINOR = 2;
  private static final int SECONDS_TO_ANSWER = 10;

  static Program find(Places places) throws IOException {
    Optional<Program> installed =
        Stream.of("redis-server", "valkey-server")
            .flatMap(name -> onPath(places.path(), name))
            .flatMap(file -> ask(file).stream())
            .findFirst();
    if (installed.isPresent()) {
      return installed.get();
    }
    Path packed =
        PackedServer.forThisMachine().orElseThrow(PackedServer::none).unpack(places.cache());
    return ask(packed)
        .orElseThrow(
            () ->
                new TaskqException.Refused(
                    "cannot start a local broker",
                    "the Redis that comes with taskq does not run on this machine",
                    "Install redis-server (Debian: apt install redis-server), or name a Redis"
                        + " with --broker."));
  }

  int major() {
    return Integer.parseInt(version.split("\\.", 2)[0]);
  }

  private static Stream<Path> onPath(String path, String name) {
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }

  /** The program with its version; empty when it does not run or is too old. */
  private static Optional<Program> ask(Path file) {
    try {
      Process process =
          new ProcessBuilder(file.toString(), "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String answer = new String(process.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      Matcher version = VERSION.matcher(answer);
      return version.find() && isNewEnough(version)
          ? Optional.of(new Program(file, version.group(1)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static boolean isNewEnough(Matcher version) {
    int major = Integer.parseInt(version.group(2));
    int minor = Integer.parseInt(version.group(3));
    return major > OLDEST_MAJOR || (major == OLDEST_MAJOR && minor >= OLDEST_MINOR);
  }
}
