package io.taskq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The project's own files, as the tidy tests read them. */
final class Sources {

  static final Path ROOT = Path.of("").toAbsolutePath();

  private Sources() {}

  /** All files below a folder of the project that have one of the endings; none if it is absent. */
  static List<Path> below(String folder, String... endings) {
    if (!Files.isDirectory(ROOT.resolve(folder))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Every line of the file with its place before it: {@code src/A.java:3: text}. */
  static Stream<String> lines(Path file) {
    List<String> lines = text(file).lines().toList();
    return IntStream.range(0, lines.size())
        .mapToObj(at -> name(file) + ":" + (at + 1) + ": " + lines.get(at));
  }

  /** The line without its place. */
  static String bare(String placed) {
    return placed.replaceFirst("^[^:]+:\\d+: ", "");
  }

  static String name(Path file) {
    return ROOT.relativize(file.toAbsolutePath()).toString();
  }
}
