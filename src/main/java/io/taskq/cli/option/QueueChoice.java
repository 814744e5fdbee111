package io.taskq.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Which queues a command means: those named, or all there are, less those left out. */
public final class QueueChoice {

  @Option(
      names = {"-Q", "--queues"},
      paramLabel = "QUEUE,...",
      split = ",",
      description = "These queues (default: all).")
  private List<String> named = new ArrayList<>();

  @Option(
      names = {"-X", "--exclude-queues"},
      paramLabel = "QUEUE,...",
      split = ",",
      description = "Queues to leave out.")
  private List<String> excluded = new ArrayList<>();

  /** Their names, sorted. */
  public NavigableSet<String> names(CommandContext context) {
    NavigableSet<String> names = new TreeSet<>(named);
    if (named.isEmpty()) {
      names.addAll(context.broker().queues().names());
      names.add(context.settings().defaultQueue());
    }
    excluded.forEach(names::remove);
    return names;
  }

  /** The same, where all there are lie elsewhere. */
  public NavigableSet<String> narrow(NavigableSet<String> all) {
    NavigableSet<String> names = new TreeSet<>(named.isEmpty() ? all : new TreeSet<>(named));
    excluded.forEach(names::remove);
    return names;
  }
}
