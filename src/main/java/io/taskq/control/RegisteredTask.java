package io.taskq.control;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A task that a node can run.
 *
 * @param fields what it is set to, by Celery's names, such as {@code rate_limit} and {@code
 *     max_retries}; only what is set
 */
public record RegisteredTask(String name, Map<String, String> fields) {

  private static final List<String> USUAL = List.of("exchange", "routing_key", "rate_limit");

  public RegisteredTask {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The name, followed by the wanted fields that are set: {@code add [rate_limit=10/m]}. */
  String text(List<String> wanted) {
    String shown =
        (wanted.isEmpty() ? USUAL : wanted)
            .stream()
                .filter(fields::containsKey)
                .map(field -> field + "=" + fields.get(field))
                .collect(Collectors.joining(" "));
    return shown.isEmpty() ? name : name + " [" + shown + "]";
  }
}
