package io.taskq.testing;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Fills the parameters promised by {@link WithRedis}. */
final class RedisExtension implements ParameterResolver {

  private static final Namespace OURS = Namespace.create(RedisExtension.class);
  private static final AtomicInteger METHODS = new AtomicInteger();
  private static final RedisOptions OPTIONS =
      new RedisOptions(8, Duration.ofSeconds(3), Duration.ofSeconds(5), "");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    // What a constructor asks for would be shared by all methods, so it gets the server alone.
    return type == RedisServer.class
        || (context.getTestMethod().isPresent() && (type == Redis.class || type == Keys.class));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    Store store = context.getStore(OURS);
    if (type == Keys.class) {
      return store.computeIfAbsent(Keys.class, key -> ownKeys());
    }
    if (type == Redis.class) {
      // The store closes it after the method.
      return store.computeIfAbsent(Redis.class, key -> connect());
    }
    return RedisServer.shared();
  }

  private static Keys ownKeys() {
    return new Keys("t" + METHODS.incrementAndGet() + "-", 0);
  }

  private static Redis connect() {
    return Redis.connect(RedisUrl.parse(RedisServer.shared().url()), OPTIONS);
  }
}
