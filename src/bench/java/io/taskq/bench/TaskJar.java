package io.taskq.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packs the task that does nothing, so that a worker loads it as it loads any other. */
final class TaskJar {

  private TaskJar() {}

  static Path write(Path folder) throws IOException {
    Path file = folder.resolve("nothing.jar");
    String type = Nothing.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
        InputStream code = Nothing.class.getResourceAsStream("/" + type)) {
      jar.putNextEntry(new JarEntry(type));
      code.transferTo(jar);
      jar.putNextEntry(new JarEntry("META-INF/services/io.taskq.task.Task"));
      jar.write(Nothing.class.getName().getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
