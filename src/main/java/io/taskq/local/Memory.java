package io.taskq.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of the local broker between commands: four lines in a file that changes as a
 * whole. A file that cannot be read is none; the server itself is asked before it is believed.
 */
final class Memory {

  private static final int LINES = 4;

  private final Path file;

  Memory(Path state) {
    this.file = state.resolve("broker");
  }

  Optional<LocalServer> recall() {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() < LINES) {
        return Optional.empty();
      }
      return Optional.of(
          new LocalServer(
              Integer.parseInt(lines.get(0)),
              Long.parseLong(lines.get(1)),
              Path.of(lines.get(2)),
              lines.get(3)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  void keep(LocalServer server) throws IOException {
    List<String> lines =
        List.of(
            Integer.toString(server.port()),
            Long.toString(server.pid()),
            server.folder().toString(),
            server.version());
    Path fresh = Files.createTempFile(file.getParent(), "broker", ".tmp");
    try {
      Files.write(fresh, lines);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
