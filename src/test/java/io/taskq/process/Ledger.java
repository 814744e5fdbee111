package io.taskq.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * What really ran: the notes of {@link LedgerTask}, in a file outside Redis, and the jar that
 * brings this task to a worker.
 */
final class Ledger {

  private static final List<Class<?>> TASKS = List.of(LedgerTask.class, PoisonTask.class);

  private final Path file;
  private final Path jar;

  /**
   * One note.
   *
   * @param what start, end, or cut when the run was interrupted
   */
  record Note(String id, int delivery, long fence, long pid, String what, long at, String label) {

    private static Note read(String line) {
      String[] fields = line.split("\t", -1);
      return new Note(
          fields[0],
          Integer.parseInt(fields[1]),
          Long.parseLong(fields[2]),
          Long.parseLong(fields[3]),
          fields[4],
          Long.parseLong(fields[5]),
          fields[6]);
    }

    boolean is(String word) {
      return what.equals(word);
    }
  }

  private Ledger(Path file, Path jar) {
    this.file = file;
    this.jar = jar;
  }

  /** An empty ledger in that folder, and the jar beside it. */
  static Ledger in(Path folder) {
    try {
      Path jar = folder.resolve("ledger-tasks.jar");
      try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
        StringBuilder services = new StringBuilder();
        for (Class<?> task : TASKS) {
          services.append(task.getName()).append('\n');
          String name = task.getName().replace('.', '/') + ".class";
          try (InputStream code = task.getClassLoader().getResourceAsStream(name)) {
            add(out, name, code.readAllBytes());
          }
        }
        add(out, "META-INF/services/io.taskq.task.Task", services.toString().getBytes(UTF_8));
      }
      return new Ledger(Files.createFile(folder.resolve("ledger.tsv")), jar);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a ledger in " + folder, e);
    }
  }

  private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }

  Path file() {
    return file;
  }

  Path jar() {
    return jar;
  }

  /** All notes so far, in the order they were written. */
  List<Note> notes() {
    try {
      String text = Files.readString(file);
      // A last line without its end is being written at this moment.
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Note::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The notes of one kind. */
  List<Note> notes(String what) {
    return notes().stream().filter(note -> note.is(what)).toList();
  }

  /** The notes about one task. */
  List<Note> of(String id) {
    return notes().stream().filter(note -> note.id().equals(id)).toList();
  }

  /** The runs of a process that have a start and no end so far. */
  List<Note> open(long pid) {
    Map<Long, Note> open = new HashMap<>();
    Stream<Note> own = notes().stream().filter(note -> note.pid() == pid);
    own.forEach(
        note -> {
          if (note.is("start")) {
            open.put(note.fence(), note);
          } else {
            open.remove(note.fence());
          }
        });
    return new ArrayList<>(open.values());
  }
}
