package io.taskq.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads routes, recipients and tasks, and refuses members nobody knows. */
final class SectionsReader {

  /** The names of these parts in the file. */
  static final List<String> NAMES = List.of("routes", "recipients", "tasks");

  private final YamlFile file;
  private final Substitution substitution;
  private final TaskReader tasks;

  SectionsReader(YamlFile file, Map<String, String> environment) {
    this.file = file;
    this.substitution = new Substitution(environment);
    this.tasks = new TaskReader(file, environment);
  }

  Sections read(YamlNode.Entries root) {
    return new Sections(
        root.entry("routes").map(this::routes).orElse(List.of()),
        root.entry("recipients").map(this::recipients).orElse(Map.of()),
        root.entry("tasks").map(this::tasks).orElse(List.of()));
  }

  private List<Route> routes(YamlNode.Entry entry) {
    if (isNothing(entry.value())) {
      return List.of();
    }
    if (!(entry.value() instanceof YamlNode.Items list)) {
      throw file.wrong(
          entry.line(), "\"routes\" must be a list", "Write - {task: \"mail.*\", queue: mail}.");
    }
    List<Route> routes = new ArrayList<>();
    for (YamlNode item : list.items()) {
      Section route = new Section(file, "route", item, List.of("task", "queue", "priority"));
      routes.add(
          new Route(
              route.required("task"),
              route.text("queue"),
              route.value("priority", Kinds.whole(0, 9))));
    }
    return List.copyOf(routes);
  }

  private Map<String, Recipient> recipients(YamlNode.Entry entry) {
    Map<String, Recipient> recipients = new LinkedHashMap<>();
    for (YamlNode.Entry each : entries(entry)) {
      recipients.put(each.name(), recipient(each));
    }
    return recipients;
  }

  private Recipient recipient(YamlNode.Entry entry) {
    if (entry.value() instanceof YamlNode.Scalar address) {
      return new Recipient(entry.name(), substitution.apply(address.text()), Optional.empty());
    }
    Section section = new Section(file, entry.name(), entry.value(), List.of("address", "name"));
    return new Recipient(
        entry.name(),
        substitution.apply(section.required("address")),
        section.text("name").map(substitution::apply));
  }

  private List<TaskDefinition> tasks(YamlNode.Entry entry) {
    return entries(entry).stream().map(each -> tasks.read(each.name(), each.value())).toList();
  }

  private List<YamlNode.Entry> entries(YamlNode.Entry entry) {
    if (isNothing(entry.value())) {
      return List.of();
    }
    if (!(entry.value() instanceof YamlNode.Entries inside)) {
      throw file.wrong(
          entry.line(), "\"" + entry.name() + "\" must hold names", "Write a name: below it.");
    }
    return inside.entries();
  }

  private static boolean isNothing(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.isNothing();
  }
}
