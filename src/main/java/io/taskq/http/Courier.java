package io.taskq.http;

import io.taskq.config.HttpDefinition;
import io.taskq.task.FinalFailure;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/** Gets the answer to a request, in the time that is given for it. Thread-safe. */
final class Courier {

  private final Doorman doorman;
  private final SSLSocketFactory tls;

  /**
   * Makes it.
   *
   * @param tls makes encrypted connections, and knows whose certificates count
   */
  Courier(Doorman doorman, SSLSocketFactory tls) {
    this.doorman = doorman;
    this.tls = tls;
  }

  /**
   * The last answer, after the redirects that the definition follows.
   *
   * @throws HttpFailed when none came
   * @throws FinalFailure when none may be had
   */
  Answer send(Request request, HttpDefinition definition) throws InterruptedException {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    try (Transfer transfer = new Transfer(doorman, tls)) {
      // A thread of its own: neither a look-up nor a read can be interrupted.
      Thread.ofPlatform()
          .name("taskq-http")
          .daemon()
          .start(() -> transfer(transfer, request, definition, answer));
      return answer.get(definition.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new HttpFailed(
          "%s: no whole answer within %s s"
              .formatted(request, definition.timeout().toMillis() / 1e3));
    } catch (ExecutionException e) {
      throw why(request, e.getCause());
    }
  }

  private static void transfer(
      Transfer transfer,
      Request first,
      HttpDefinition definition,
      CompletableFuture<Answer> outcome) {
    try {
      Request request = first;
      Answer answer = transfer.send(request);
      for (int hops = 0; Redirect.is(answer, definition); hops++) {
        request = Redirect.next(request, answer, hops, definition);
        answer = transfer.send(request);
      }
      outcome.complete(answer);
    } catch (Throwable e) {
      outcome.completeExceptionally(e);
    }
  }

  private static RuntimeException why(Request request, Throwable thrown) {
    return switch (thrown) {
      case FinalFailure e -> e;
      case WrongAnswer e -> new HttpFailed("%s: no HTTP: %s".formatted(request, e.getMessage()));
      case UnknownHostException e -> new HttpFailed("%s: nobody has this name".formatted(request));
      case SSLException e -> new HttpFailed("%s: no TLS: %s".formatted(request, words(e)));
      case IOException e -> new HttpFailed("%s: %s".formatted(request, words(e)));
      default -> new IllegalStateException("a bug of the HTTP client", thrown);
    };
  }

  /** The innermost reason: the outer ones say only that something failed. */
  private static String words(Throwable thrown) {
    Throwable inner = thrown;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
  }
}
