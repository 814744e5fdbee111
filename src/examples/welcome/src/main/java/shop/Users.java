package shop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is who: a file with a line for each user. A database would be asked in its place. */
record Users(Path file) {

  record User(long id, String name, String address) {}

  Optional<User> find(long id) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines
          .map(line -> line.split("\t"))
          .filter(cells -> cells[0].equals(Long.toString(id)))
          .map(cells -> new User(id, cells[1], cells[2]))
          .findFirst();
    }
  }
}
