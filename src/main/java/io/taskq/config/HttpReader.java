package io.taskq.config;

import io.taskq.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the request of one HTTP task: whatever can be wrong with it is found here, by its line. */
final class HttpReader {

  private static final List<String> KNOWN =
      List.of(
          "method",
          "url",
          "headers",
          "json",
          "form",
          "body",
          "expect",
          "timeout",
          "redirects",
          "keep_headers");
  private static final List<String> BODIES = List.of("json", "form", "body");
  private static final Kind<String> METHOD =
      Kinds.word("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final List<String> WITHOUT_BODY = List.of("GET", "HEAD", "OPTIONS");

  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_REDIRECTS = 3;

  private final YamlFile file;
  private final Substitution substitution;
  private final Section section;
  private final HeaderRules headerRules;
  private Optional<String> missing = Optional.empty();

  HttpReader(YamlFile file, Substitution substitution, YamlNode node) {
    this.file = file;
    this.substitution = substitution;
    this.section = new Section(file, "http", node, KNOWN);
    this.headerRules = new HeaderRules(file);
  }

  HttpDefinition read() {
    HttpBody body = body();
    String method = section.value("method", METHOD).orElse("GET");
    if (WITHOUT_BODY.contains(method) && !(body instanceof HttpBody.Nothing)) {
      throw file.wrong(
          section.line(), "a %s has no body".formatted(method), "Write method: POST, for example.");
    }
    HttpUrl url = url();
    Map<String, PlaceText> headers = headers();
    return new HttpDefinition(
        method,
        url,
        headers,
        body,
        section.node("expect").map(node -> new Statuses(file).read(node)).orElse(Statuses.SUCCESS),
        timeout(),
        section.value("redirects", Kinds.whole(0, MOST_REDIRECTS)).orElse(0),
        section.node("keep_headers").map(headerRules::names).orElse(List.of()),
        missing);
  }

  private Duration timeout() {
    Duration timeout = section.value("timeout", Kinds.DURATION).orElse(USUAL_TIMEOUT);
    if (timeout.toMillis() == 0) {
      throw file.wrong(
          section.line(), "a timeout of nothing leaves no time", "Write timeout: 30s.");
    }
    return timeout;
  }

  private HttpUrl url() {
    String written = section.required("url");
    int line = section.node("url").orElseThrow().line();
    try {
      return HttpUrl.read(places(written, line));
    } catch (IllegalArgumentException e) {
      // Without a variable there may be no host, and then that is what is wrong.
      String why =
          substitution
              .missing(written)
              .map(name -> "the url needs the variable %s, which is not set".formatted(name))
              .orElse(e.getMessage());
      throw file.wrong(line, why, "Write for example url: \"https://example.com/hook/{0}\".");
    }
  }

  private HttpBody body() {
    List<String> given = BODIES.stream().filter(key -> section.node(key).isPresent()).toList();
    if (given.size() > 1) {
      throw file.wrong(
          section.line(), String.join(" and ", given) + " are both given", "Keep one of them.");
    }
    if (given.isEmpty()) {
      return new HttpBody.Nothing();
    }
    YamlNode node = section.node(given.getFirst()).orElseThrow();
    return switch (given.getFirst()) {
      case "json" -> new HttpBody.JsonValue(json(node));
      case "form" -> new HttpBody.Form(fields("form", node));
      default -> new HttpBody.Text(places(section.required("body"), node.line()));
    };
  }

  private Json json(YamlNode node) {
    Json json = YamlJson.of(node, this::template);
    refusePlaceInName(json, node.line());
    return json;
  }

  private void refusePlaceInName(Json json, int line) {
    json.asArray().ifPresent(array -> array.forEach(item -> refusePlaceInName(item, line)));
    json.asObject()
        .ifPresent(
            object ->
                object
                    .members()
                    .forEach(
                        (name, value) -> {
                          refusePlaceInName(name, line);
                          refusePlaceInName(value, line);
                        }));
  }

  private void refusePlaceInName(String name, int line) {
    if (name.contains("{") || name.contains("}")) {
      throw file.wrong(
          line, "the name \"%s\" cannot have a place".formatted(name), "Only values can.");
    }
  }

  /** A text of the JSON, found to be right, and with the environment in it. */
  private Json template(String text, int line) {
    places(text, line);
    return Json.of(substitution.apply(text));
  }

  private Map<String, PlaceText> fields(String key, YamlNode node) {
    if (!(node instanceof YamlNode.Entries inside)) {
      throw file.wrong(
          node.line(),
          "\"%s\" must hold names".formatted(key),
          "Write %s: {name: value}.".formatted(key));
    }
    Map<String, PlaceText> fields = new LinkedHashMap<>();
    for (YamlNode.Entry entry : inside.entries()) {
      if (!(entry.value() instanceof YamlNode.Scalar value)) {
        throw file.wrong(entry.line(), "a value of \"%s\" must be one".formatted(key), "Quote it.");
      }
      refusePlaceInName(entry.name(), entry.line());
      fields.put(entry.name(), places(value.text(), entry.line()));
    }
    return fields;
  }

  private Map<String, PlaceText> headers() {
    Optional<YamlNode> node = section.node("headers");
    Map<String, PlaceText> headers = node.map(it -> fields("headers", it)).orElse(Map.of());
    node.ifPresent(it -> headerRules.check(headers, it.line()));
    return headers;
  }

  private PlaceText places(String written, int line) {
    missing = missing.or(() -> substitution.missing(written));
    try {
      return PlaceText.read(substitution.apply(written));
    } catch (IllegalArgumentException e) {
      throw file.wrong(line, e.getMessage(), "Write {{ for {, and }} for }.");
    }
  }
}
