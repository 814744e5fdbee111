package io.taskq.http;

import io.taskq.config.HttpDefinition;
import io.taskq.config.HttpUrl;
import io.taskq.config.PlaceText;
import io.taskq.task.Arguments;
import io.taskq.task.Places;
import io.taskq.task.TaskContext;
import io.taskq.task.WrongArguments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The request of a task, with places for the arguments of a message. Immutable. */
final class RequestTemplate {

  /** A tab alone is harmless there. */
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

  private final HttpDefinition definition;
  private final BodyTemplate body;
  private final Places places;

  RequestTemplate(HttpDefinition definition) {
    this.definition = definition;
    this.body = new BodyTemplate(definition.body());
    this.places =
        new Places(
            Stream.of(
                    definition.url().target().places(),
                    definition.headers().values().stream().flatMap(PlaceText::places),
                    body.places())
                .flatMap(names -> names)
                .collect(Collectors.toSet()));
  }

  /**
   * The request of one run.
   *
   * @throws WrongArguments when the message's arguments do not fit
   */
  Request fill(TaskContext context, Arguments given) {
    places.refuseMore(given);
    return new Request(
        definition.method(),
        definition.url().host(),
        target(given),
        headers(context, given),
        body(given));
  }

  private String target(Arguments given) {
    StringBuilder target = new StringBuilder();
    for (PlaceText.Piece piece : definition.url().target().pieces()) {
      target.append(
          piece.isPlace() ? HttpUrl.encode(Places.text(piece.text(), given)) : piece.text());
    }
    refuseOtherPath(target.toString());
    return target.toString();
  }

  /** The arguments it has places for. */
  List<String> parameters() {
    return places.described();
  }

  /** An argument fills a part of the path: it must neither leave it out nor climb out of it. */
  private void refuseOtherPath(String target) {
    PlaceText written = definition.url().target();
    String marked = written.fill(place -> "\0" + place + "\0").split("\\?", 2)[0];
    String[] wanted = marked.split("/", -1);
    String[] filled = target.split("\\?", 2)[0].split("/", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].contains("\0") && filled[i].matches("\\.{0,2}")) {
        throw new WrongArguments(
            "argument %s would change the path of the url, being '%s'"
                .formatted(wanted[i].split("\0", 3)[1], filled[i]));
      }
    }
  }

  private Map<String, String> headers(TaskContext context, Arguments given) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("User-Agent", "taskq");
    headers.put("Accept", "*/*");
    headers.put("Taskq-Id", HttpUrl.encode(context.id()));
    headers.put("Taskq-Attempt", Integer.toString(context.attempt()));
    body.contentType().ifPresent(type -> headers.put("Content-Type", type));
    definition
        .headers()
        .forEach(
            (name, value) -> {
              headers.remove(name);
              headers.put(name, value.fill(place -> harmless(name, place, given)));
            });
    return headers;
  }

  private static String harmless(String header, String place, Arguments given) {
    String text = Places.text(place, given);
    if (CONTROL.matcher(text).find()) {
      throw new WrongArguments(
          "argument %s has a line break or another control character, and the header %s cannot"
              .formatted(place, header));
    }
    return text;
  }

  /** Servers ask for a length where they expect a body. */
  private Optional<byte[]> body(Arguments given) {
    Optional<byte[]> filled = body.fill(given);
    return switch (definition.method()) {
      case "POST", "PUT", "PATCH" -> filled.or(() -> Optional.of(new byte[0]));
      default -> filled;
    };
  }
}
