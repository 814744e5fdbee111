package io.taskq.builtin;

import io.taskq.task.WrongArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder whose files messages may name. Whoever may enqueue must not read anything else with it.
 */
record Folder(Path path) {

  Folder {
    path = path.toAbsolutePath().normalize();
  }

  /**
   * The real file of that name, whatever links lead to it; empty when there is none.
   *
   * @param shown how the refusal of a name that leads out of the folder calls it
   */
  Optional<Path> file(String name, String shown) throws IOException {
    Path named = named(name, shown);
    if (!Files.isRegularFile(named)) {
      return Optional.empty();
    }
    Path real = named.toRealPath();
    if (!real.startsWith(path.toRealPath())) {
      throw outside(shown);
    }
    return Optional.of(real);
  }

  /** Looked at before the disk is, so that no answer tells what exists outside. */
  private Path named(String name, String shown) {
    try {
      Path named = path.resolve(name).normalize();
      if (!named.startsWith(path) || named.equals(path)) {
        throw outside(shown);
      }
      return named;
    } catch (InvalidPathException e) {
      throw new WrongArguments(shown + " is no name of a file");
    }
  }

  private static WrongArguments outside(String shown) {
    return new WrongArguments(shown + " is outside of the folder it must lie in");
  }
}
