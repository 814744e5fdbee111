package io.taskq.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a Redis server to measure on: one on the PATH, else the one in the embedded-redis jar. */
final class ServerBinary {

  private ServerBinary() {}

  static Path find(Path folder) throws IOException {
    Optional<Path> installed = onPath();
    return installed.isPresent() ? installed.get() : packed(folder);
  }

  private static Optional<Path> onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("redis-server", "valkey-server")
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path packed(Path folder) throws IOException {
    String resource = "/redis-server-" + platform();
    try (InputStream server = ServerBinary.class.getResourceAsStream(resource)) {
      if (server == null) {
        throw new IOException("no redis-server is on the PATH, and no embedded one was found");
      }
      Path file = folder.resolve("redis-server");
      Files.copy(server, file);
      if (!file.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + file + " executable");
      }
      return file;
    }
  }

  private static String platform() {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac")) {
      return arm ? "6.2.6-v5-darwin-arm64" : "6.2.6-v5-darwin-amd64";
    }
    return arm ? "6.2.7-linux-arm64" : "6.2.6-v5-linux-amd64";
  }
}
