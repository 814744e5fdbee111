package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a plug-in of sources by the tools of the JDK, as {@code mvn package} would: Maven would
 * need the network.
 */
final class Jar {

  private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

  private Jar() {}

  /**
   * Makes the jar of a project.
   *
   * @param project with {@code src/main/java} and {@code src/main/resources}
   * @param more folders of classes to compile with and to pack into the jar
   */
  static void make(Path project, Path jar, Path... more) throws IOException {
    Path classes = Files.createDirectories(project.resolve("target/classes"));
    String path = Path.of("target/classes").toAbsolutePath().toString();
    for (Path folder : more) {
      path += ":" + folder;
    }
    List<String> javac = new ArrayList<>(List.of("javac", "-parameters", "-nowarn", "-cp", path));
    javac.addAll(List.of("-proc:none", "-d", classes.toString()));
    try (Stream<Path> files = Files.walk(project.resolve("src/main/java"))) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(javac::add);
    }
    run(javac);
    List<String> pack = new ArrayList<>(List.of("jar", "--create", "--file", jar.toString()));
    pack.addAll(List.of("-C", classes.toString(), "."));
    pack.addAll(List.of("-C", project.resolve("src/main/resources").toString(), "."));
    for (Path folder : more) {
      pack.addAll(List.of("-C", folder.toString(), "."));
    }
    run(pack);
  }

  /** Runs one of the JDK's programs, which must have nothing to complain of. */
  static void run(List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.set(0, BIN.resolve(words.getFirst()).toString());
    assertThat(Command.of(all.toArray(String[]::new)).run())
        .as(String.join(" ", words))
        .extracting(Command.Outcome::exitCode, Command.Outcome::err)
        .containsExactly(0, "");
  }
}
