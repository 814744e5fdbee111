package io.taskq.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a parameter of a {@link TaskMethod} is when the message leaves it out. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface DefaultsTo {

  /**
   * As text: {@code 80}, {@code true}, {@code 5s}, {@code 2027-01-01T00:00:00Z}, the enum's name.
   */
  String value();
}
