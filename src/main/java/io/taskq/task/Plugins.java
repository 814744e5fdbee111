package io.taskq.task;

import io.taskq.error.TaskqException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Finds tasks in plug-in jars, each jar in a class loader of its own, so that two plug-ins may
 * bring two versions of one library.
 */
public final class Plugins {

  private Plugins() {}

  /**
   * All tasks of the given jars and of all jars in the given folders, in that order.
   *
   * @throws TaskqException.Invalid when a place does not exist or a jar cannot be used
   */
  public static List<Task> load(List<Path> places) {
    List<Task> tasks = new ArrayList<>();
    for (Path place : places) {
      for (Path jar : jarsAt(place)) {
        tasks.addAll(loadJar(jar));
      }
    }
    return tasks;
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

  private static List<Task> loadJar(Path jar) {
    try {
      // Left open on purpose: its tasks load classes as they run.
      URLClassLoader loader =
          new URLClassLoader(
              "plugin-" + jar.getFileName(), new URL[] {jar.toUri().toURL()}, new OnlyTheTaskApi());
      List<Task> tasks = new ArrayList<>();
      ServiceLoader.load(Task.class, loader).forEach(tasks::add);
      ServiceLoader.load(Tasks.class, loader).forEach(each -> tasks.addAll(TaskMethods.of(each)));
      return tasks;
    } catch (MalformedURLException
        | ServiceConfigurationError
        | LinkageError
        | IllegalArgumentException e) {
      throw unusable(jar, String.valueOf(e.getMessage()));
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
