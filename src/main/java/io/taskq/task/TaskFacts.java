package io.taskq.task;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;

/**
 * What people are told of a task.
 *
 * @param kind such as {@code java} or {@code exec}
 * @param parameters each with its name and what it takes; empty where nobody knows
 * @param code what it is there: a class, or a setting
 * @param place the file it comes from, or who brings it
 */
public record TaskFacts(String kind, List<String> parameters, String code, String place) {

  public TaskFacts {
    parameters = List.copyOf(parameters);
  }

  /** A task that is Java code of this class. */
  public static TaskFacts java(Class<?> type, List<String> parameters) {
    return new TaskFacts("java", parameters, type.getName(), jar(type).orElse("memory"));
  }

  /** Where it comes from, in one. */
  public String origin() {
    return code + " in " + place;
  }

  private static Optional<String> jar(Class<?> type) {
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation)
        .flatMap(
            place -> {
              try {
                return Optional.of(Path.of(place.toURI()).getFileName().toString());
              } catch (URISyntaxException | IllegalArgumentException e) {
                // Loaded from something that is no file.
                return Optional.empty();
              }
            });
  }
}
