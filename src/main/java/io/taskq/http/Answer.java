package io.taskq.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the other side said.
 *
 * @param reason its words for the status; may be empty
 * @param headers by name in small letters
 * @param text as much of its body as is kept
 * @param isCut whether there was more
 */
record Answer(
    int status, String reason, Map<String, List<String>> headers, String text, boolean isCut) {

  /** The values of a header as one; empty when there is none. */
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
        .map(values -> String.join(", ", values));
  }

  boolean isJson() {
    String type = header("content-type").orElse("").split(";", 2)[0].strip();
    return type.toLowerCase(Locale.ROOT).matches("application/(.+\\+)?json");
  }

  /** The status with its words. */
  @Override
  public String toString() {
    return reason.isEmpty() ? Integer.toString(status) : status + " " + reason;
  }
}
