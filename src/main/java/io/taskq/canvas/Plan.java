package io.taskq.canvas;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is to be done at the end of a task. Filled by one thread, then only read. */
public final class Plan {

  /**
   * A chord that waits for its parts.
   *
   * @param group its id
   * @param body what runs when they are complete; null when that is not known here
   */
  public record Chord(String group, Json body) {}

  /** How many parts a new chord waits for. */
  public record Size(String group, int parts) {}

  /** A group whose shape is needed to put the results of its members in order. */
  public record Shape(String group, Json tuple) {}

  /** A task that was promised and will not run. */
  public record Lost(String taskId, Optional<String> group) {}

  /** An end that counts in a chord. */
  public record Part(String taskId, OptionalInt index) {}

  private final List<Message> messages = new ArrayList<>();
  private final List<Json> children = new ArrayList<>();
  private final List<Size> sizes = new ArrayList<>();
  private final List<Shape> shapes = new ArrayList<>();
  private final List<Lost> lost = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private Optional<Chord> chord = Optional.empty();

  void send(Message message) {
    messages.add(message);
  }

  /** A chain of no steps promises nothing. */
  void child(Json tuple) {
    if (!tuple.isNull()) {
      children.add(tuple);
    }
  }

  void size(String group, int parts) {
    sizes.add(new Size(group, parts));
  }

  void shape(String group, Json tuple) {
    shapes.add(new Shape(group, tuple));
  }

  void lose(Lost task) {
    lost.add(task);
  }

  void count(Chord in, Part part) {
    if (chord.isPresent() && !chord.get().group().equals(in.group())) {
      throw new WrongSignature("the end of one task counts in two chords");
    }
    chord = chord.or(() -> Optional.of(in));
    parts.add(part);
  }

  /** Whether there is nothing but the end itself. */
  public boolean isEmpty() {
    return messages.isEmpty() && lost.isEmpty() && sizes.isEmpty() && shapes.isEmpty();
  }

  /** The messages to send. */
  public List<Message> messages() {
    return List.copyOf(messages);
  }

  /** What the task has sent, as Celery stores it with a result. */
  public JsonArray children() {
    return new JsonArray(children);
  }

  /** The chords that begin. */
  public List<Size> sizes() {
    return List.copyOf(sizes);
  }

  /** The groups to save. */
  public List<Shape> shapes() {
    return List.copyOf(shapes);
  }

  /** The tasks that fail with this one. */
  public List<Lost> lost() {
    return List.copyOf(lost);
  }

  /** What is counted in {@link #chord}. */
  public List<Part> parts() {
    return List.copyOf(parts);
  }

  /** The chord this end is a part of. */
  public Optional<Chord> chord() {
    return chord;
  }
}
