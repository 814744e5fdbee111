package io.taskq.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a public method of a {@link Tasks} a task.
 *
 * <p>Its parameters are the task's, by place and by name (so it is compiled with {@code
 * -parameters}): text, numbers, boolean, {@link java.time.Instant}, {@link java.time.Duration},
 * enums, records, {@link java.util.List} and {@link java.util.Map} of these, {@link Object} for
 * whatever comes, and {@link java.util.Optional} or {@link DefaultsTo} for what may be left out. A
 * {@link TaskContext} among them is given, not asked for.
 *
 * <p>What it returns is the result: the same kinds of values, or nothing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TaskMethod {

  /** The name that messages call it by. */
  String value();
}
