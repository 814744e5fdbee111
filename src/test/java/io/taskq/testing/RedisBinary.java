package io.taskq.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a Redis server to run: the one in {@code TASKQ_TEST_REDIS}, else one on the PATH, else the
 * one packed in the embedded-redis jar.
 *
 * <p>Finding none is a failure and not a skip: a test run without Redis proves nothing.
 */
final class RedisBinary {

  private RedisBinary() {}

  static Path find() {
    return named()
        .or(RedisBinary::onPath)
        .or(RedisBinary::packed)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no redis-server for "
                        + platform()
                        + ": install one, or name it in TASKQ_TEST_REDIS"));
  }

  /** The server named by hand. A wrong name fails: silently testing another one would mislead. */
  private static Optional<Path> named() {
    return Optional.ofNullable(System.getenv("TASKQ_TEST_REDIS"))
        .filter(name -> !name.isBlank())
        .map(
            name -> {
              if (!Files.isExecutable(Path.of(name))) {
                throw new IllegalStateException("TASKQ_TEST_REDIS is no program: " + name);
              }
              return Path.of(name);
            });
  }

  private static Optional<Path> onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("redis-server", "valkey-server")
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> packed() {
    String resource = "/redis-server-" + platform();
    try (InputStream server = RedisBinary.class.getResourceAsStream(resource)) {
      return server == null ? Optional.empty() : Optional.of(unpack(server));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + resource, e);
    }
  }

  private static Path unpack(InputStream server) throws IOException {
    Path file = Files.createTempFile("taskq-test-redis-server", "");
    file.toFile().deleteOnExit();
    Files.copy(server, file, StandardCopyOption.REPLACE_EXISTING);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
    return file;
  }

  /** The ending of the packed server's name: version, system and processor. */
  static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    if (os.contains("mac")) {
      return arm ? "6.2.6-v5-darwin-arm64" : "6.2.6-v5-darwin-amd64";
    }
    return arm ? "6.2.7-linux-arm64" : "6.2.6-v5-linux-amd64";
  }
}
