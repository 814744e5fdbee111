package io.taskq.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * What really ran: the notes of {@link LedgerTask}, in a file outside Redis, and the jar that
 * brings this task to a worker. Thread-safe.
 */
final class Ledger {

  private static final List<Class<?>> TASKS =
      List.of(LedgerTask.class, PoisonTask.class, SlowAddTask.class, SpinTask.class);

  private final Path file;
  private final Path jar;
  private final List<Note> notes = new ArrayList<>();
  private final Map<Long, Map<Long, Note>> open = new HashMap<>();
  private long readUpTo;

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
  synchronized List<Note> notes() {
    read();
    return List.copyOf(notes);
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
  synchronized List<Note> open(long pid) {
    read();
    return List.copyOf(open.getOrDefault(pid, Map.of()).values());
  }

  /** Reads what was written since the last look: a storm writes more than one wants to reread. */
  private void read() {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer fresh = ByteBuffer.allocate(Math.toIntExact(channel.size() - readUpTo));
      channel.position(readUpTo);
      int got = 0;
      while (got >= 0 && fresh.hasRemaining()) {
        got = channel.read(fresh);
      }
      String text = new String(fresh.array(), 0, wholeLines(fresh), UTF_8);
      readUpTo += wholeLines(fresh);
      text.lines().map(Note::read).forEach(this::keep);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A last line without its end is being written at this moment. */
  private static int wholeLines(ByteBuffer bytes) {
    int end = bytes.position();
    while (end > 0 && bytes.get(end - 1) != '\n') {
      end--;
    }
    return end;
  }

  private void keep(Note note) {
    notes.add(note);
    Map<Long, Note> own = open.computeIfAbsent(note.pid(), pid -> new HashMap<>());
    if (note.is("start")) {
      own.put(note.fence(), note);
    } else {
      own.remove(note.fence());
    }
  }
}
