package io.taskq.task;

import io.taskq.error.TaskqException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * What was found in plug-in jars, each in a class loader of its own, so that two plug-ins may bring
 * two versions of one library.
 *
 * @param tasks in the order of the places
 * @param hooks likewise
 */
public record Plugins(List<Task> tasks, List<TaskHook> hooks) {

  private static final List<String> SERVICES =
      Stream.of(Task.class, Tasks.class, TaskHook.class)
          .map(type -> "META-INF/services/" + type.getName())
          .toList();

  /**
   * What is in the given jars and in all jars in the given folders, in that order.
   *
   * @throws TaskqException.Invalid when a place does not exist, a jar cannot be used, or two of its
   *     tasks have one name
   */
  public static Plugins load(List<Path> places) {
    Plugins all = new Plugins(new ArrayList<>(), new ArrayList<>());
    Map<String, Path> jarOf = new HashMap<>();
    for (Path place : places) {
      for (Path jar : jarsAt(place)) {
        int before = all.tasks().size();
        all.addFrom(jar);
        for (Task task : all.tasks().subList(before, all.tasks().size())) {
          Path other = jarOf.put(task.name(), jar);
          if (other != null) {
            throw twice(task, all.tasks(), other, jar);
          }
        }
      }
    }
    return all;
  }

  private static TaskqException twice(Task task, List<Task> tasks, Path one, Path other) {
    Task first = tasks.stream().filter(it -> it.name().equals(task.name())).findFirst().get();
    return new TaskqException.Invalid(
        "two tasks are called \"%s\"".formatted(task.name()),
        "%s (%s) and %s (%s)".formatted(first.facts().origin(), one, task.facts().origin(), other),
        "Give one of them another name, or leave one of the jars away.");
  }

  private static List<Path> jarsAt(Path place) {
    if (!Files.isDirectory(place)) {
      if (!Files.isRegularFile(place)) {
        throw unusable(place, "there is no such file or folder");
      }
      return List.of(place);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw unusable(place, e.getMessage());
    }
  }

  private void addFrom(Path jar) {
    requireServices(jar);
    try {
      // Left open on purpose: its tasks load classes as they run.
      URLClassLoader loader =
          new URLClassLoader(
              "plugin-" + jar.getFileName(), new URL[] {jar.toUri().toURL()}, new OnlyTheTaskApi());
      ServiceLoader.load(Task.class, loader).forEach(tasks::add);
      ServiceLoader.load(Tasks.class, loader).forEach(each -> tasks.addAll(TaskMethods.of(each)));
      ServiceLoader.load(TaskHook.class, loader).forEach(hooks::add);
    } catch (MalformedURLException
        | ServiceConfigurationError
        | LinkageError
        | IllegalArgumentException e) {
      throw unusable(jar, String.valueOf(e.getMessage()));
    }
  }

  /** A class loader would take a broken jar for an empty one, and an empty one for a plug-in. */
  private static void requireServices(Path jar) {
    try (ZipFile content = new ZipFile(jar.toFile())) {
      if (SERVICES.stream().noneMatch(name -> content.getEntry(name) != null)) {
        throw unusable(jar, "it lists no tasks");
      }
    } catch (IOException e) {
      throw unusable(jar, e.getMessage());
    }
  }

  private static TaskqException unusable(Path place, String why) {
    return new TaskqException.Invalid(
        "cannot load tasks from " + place,
        why,
        "Name a jar, or a folder of jars, that lists its tasks in"
            + " META-INF/services/io.taskq.task.Task, or .Tasks.");
  }

  /** Lets plug-ins see the JDK and this package; what taskq itself uses must not leak to them. */
  private static final class OnlyTheTaskApi extends ClassLoader {

    private static final String API = Task.class.getPackageName() + ".";

    OnlyTheTaskApi() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith(API)) {
        return Task.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
