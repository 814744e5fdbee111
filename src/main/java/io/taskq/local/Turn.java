package io.taskq.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes who starts or stops the local broker wait for each other, threads as well as processes: of
 * two commands typed at once the second finds the server of the first.
 */
final class Turn {

  /** The file's lock belongs to the process, so threads need one of their own. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  /** What is done in turn. */
  @FunctionalInterface
  interface Work<R> {
    R run() throws IOException;
  }

  private Turn() {}

  static <R> R of(Path state, Work<R> work) throws IOException {
    makePrivate(state);
    THREADS.lock();
    try (FileChannel file =
        FileChannel.open(
            state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      // Given back when the file is closed, also when this process is killed.
      file.lock();
      return work.run();
    } finally {
      THREADS.unlock();
    }
  }

  /** A folder nobody else reads: it holds what tasks were given. */
  static void makePrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder.getParent());
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }
}
