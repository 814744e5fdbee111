package io.taskq.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the test or class only where Debian's Celery is installed ({@link Celery}).
 *
 * <p>Where the environment has {@code CI} it runs in any case, and so fails without Celery: a check
 * that is skipped there would be skipped everywhere.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CeleryCondition.class)
public @interface WithCelery {}
