package io.taskq.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a real Redis, by the type of their parameters:
 *
 * <ul>
 *   <li>{@link RedisServer}: the server all tests share
 *   <li>{@link io.taskq.redis.Redis}: a connection to it, closed after the method
 *   <li>{@link io.taskq.redis.Keys}: keys with a prefix no other method has, the same for
 *       {@code @BeforeEach} and the test
 * </ul>
 *
 * <p>A test that kills or pauses its server starts one of its own with {@link RedisServer#start}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RedisExtension.class)
public @interface WithRedis {}
