package io.taskq.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packs the bench's own tasks, so that a worker loads them as it loads any other. */
final class TaskJar {

  private static final List<String> TYPES = List.of(Nothing.class.getName(), Nap.class.getName());

  private TaskJar() {}

  static Path write(Path folder) throws IOException {
    Path file = folder.resolve("bench-tasks.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (String type : TYPES) {
        add(jar, type.replace('.', '/') + ".class");
      }
      jar.putNextEntry(new JarEntry("META-INF/services/io.taskq.task.Task"));
      jar.write(String.join("\n", TYPES).getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static void add(JarOutputStream jar, String file) throws IOException {
    try (InputStream code = TaskJar.class.getResourceAsStream("/" + file)) {
      jar.putNextEntry(new JarEntry(file));
      code.transferTo(jar);
    }
  }
}
