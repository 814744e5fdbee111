package io.taskq.config;

import java.util.List;
import java.util.Map;

/** The parts of the settings file that are lists of things rather than values. */
record Sections(List<Route> routes, Map<String, Recipient> recipients, List<TaskDefinition> tasks) {

  static final Sections EMPTY = new Sections(List.of(), Map.of(), List.of());
}
