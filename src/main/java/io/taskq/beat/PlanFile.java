package io.taskq.beat;

import io.taskq.error.TaskqException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The file of a plan, read again when it has changed. Used by one thread. */
public final class PlanFile {

  static final Duration LOOK = Duration.ofSeconds(1);

  private static final String GONE = "gone";

  private final Path file;
  private final Supplier<Plan> reader;
  private final Plan first;
  private String read;
  private String seen;
  private Instant lookAt = Instant.MIN;

  /** A file whose plan is read now, and again whenever it changes. */
  public PlanFile(Path file, Supplier<Plan> reader) {
    this.file = file;
    this.reader = reader;
    // Before it is read: a change meanwhile is one more change, not one that is overlooked.
    this.seen = stamp();
    this.read = seen;
    this.first = reader.get();
  }

  /** The plan as it was in the beginning. */
  public Plan first() {
    return first;
  }

  /** The plan, if it is another one since the last look; a wrong one is told of and not taken. */
  Optional<Plan> changed(Instant now, Consumer<TaskqException.Invalid> wrong) {
    if (now.isBefore(lookAt)) {
      return Optional.empty();
    }
    lookAt = now.plus(LOOK);
    String stamp = stamp();
    boolean isStill = stamp.equals(seen);
    seen = stamp;
    // Read when it has been still for one look: an editor may be in the middle of writing it.
    if (!isStill || stamp.equals(read)) {
      return Optional.empty();
    }
    read = stamp;
    try {
      return Optional.of(reader.get());
    } catch (TaskqException.Invalid e) {
      wrong.accept(e);
      return Optional.empty();
    }
  }

  private String stamp() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (IOException e) {
      return GONE;
    }
  }
}
