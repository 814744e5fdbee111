package io.taskq.http;

import io.taskq.config.HttpDefinition;
import io.taskq.config.TaskDefinition;
import io.taskq.json.JavaValues;
import io.taskq.json.JsonException;
import io.taskq.json.JsonLimits;
import io.taskq.json.JsonReader;
import io.taskq.task.Arguments;
import io.taskq.task.DeclaredOptions;
import io.taskq.task.FinalFailure;
import io.taskq.task.Retry;
import io.taskq.task.RetryPolicy;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import io.taskq.task.TaskFacts;
import io.taskq.task.TaskOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A task that is one HTTP request, as {@code tasks:} in the settings file declares it. */
public final class HttpTask implements Task {

  /** Servers restart, and say so for some seconds. */
  private static final RetryPolicy PATIENCE =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofMinutes(10), true);

  private static final List<String> USUAL_HEADERS =
      List.of("content-type", "etag", "last-modified", "location");
  private static final int TOO_MANY = 429;
  private static final int FIRST_OF_SERVER = 500;

  /** What of an answer goes into a failure: that is for reading. */
  private static final int MOST_WORDS = 500;

  private final String name;
  private final HttpDefinition definition;
  private final RetryPolicy retries;
  private final TaskOptions options;
  private final RequestTemplate template;
  private final Doorman doorman;
  private final Courier courier;
  private final InstantSource clock;

  HttpTask(TaskDefinition declared, Doorman doorman, Courier courier, InstantSource clock) {
    this.name = declared.name();
    this.definition = declared.http().orElseThrow();
    this.retries = declared.rules().retries().map(DeclaredOptions::policy).orElse(PATIENCE);
    this.options = DeclaredOptions.of(declared.rules()).withRetries(retries);
    this.template = new RequestTemplate(definition);
    this.doorman = doorman;
    this.courier = courier;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TaskOptions options() {
    return options;
  }

  @Override
  public TaskFacts facts() {
    return new TaskFacts("http", template.parameters(), "tasks." + name, "settings");
  }

  /** Why no run can succeed with these settings here; empty when nothing is known to hinder it. */
  Optional<String> problem() {
    return definition
        .missing()
        .map("it needs the variable %s, which is not set"::formatted)
        .or(() -> doorman.objection(definition.url().host().name()));
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) throws InterruptedException {
    Request request = template.fill(context, arguments);
    if (definition.missing().isPresent()) {
      throw new FinalFailure(problem().orElseThrow());
    }
    Answer answer = courier.send(request, definition);
    if (!definition.expect().contains(answer.status())) {
      throw failure(request, answer);
    }
    return result(answer);
  }

  private RuntimeException failure(Request request, Answer answer) {
    String said = answer.text().strip();
    String words =
        "%s answered %s%s"
            .formatted(
                request,
                answer,
                said.isEmpty()
                    ? ""
                    : ": " + said.substring(0, Math.min(said.length(), MOST_WORDS)));
    if (answer.status() != TOO_MANY && answer.status() < FIRST_OF_SERVER) {
      return new HttpRefused(words);
    }
    HttpFailed failed = new HttpFailed(words);
    return RetryAfter.of(answer, clock.instant())
        .map(wait -> wait.compareTo(retries.maxBackoff()) > 0 ? retries.maxBackoff() : wait)
        .<RuntimeException>map(wait -> new Retry(failed).in(wait).atMost(retries.max()))
        .orElse(failed);
  }

  private Map<String, Object> result(Answer answer) {
    Map<String, String> headers = new LinkedHashMap<>();
    Stream.concat(USUAL_HEADERS.stream(), definition.keepHeaders().stream())
        .forEach(name -> answer.header(name).ifPresent(value -> headers.put(name, value)));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("status", answer.status());
    result.put("headers", headers);
    result.put("body", body(answer));
    if (answer.isCut()) {
      result.put("truncated", true);
    }
    return result;
  }

  private static Object body(Answer answer) {
    if (answer.isJson() && !answer.isCut()) {
      try {
        return JavaValues.toJava(JsonReader.read(answer.text(), JsonLimits.USUAL));
      } catch (JsonException e) {
        return answer.text();
      }
    }
    return answer.text();
  }
}
