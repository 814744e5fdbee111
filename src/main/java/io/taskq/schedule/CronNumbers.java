package io.taskq.schedule;

import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.expression.QuestionMark;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.model.field.value.SpecialChar;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The numbers a field of a cron text names. */
final class CronNumbers {

  private CronNumbers() {}

  static Values of(FieldExpression expression, Field field) {
    return of(parts(expression), field);
  }

  static Values of(List<FieldExpression> parts, Field field) {
    Set<Integer> numbers = new TreeSet<>();
    boolean repeats = false;
    for (FieldExpression part : parts) {
      addAll(numbers, part, field);
      repeats |= part instanceof Always || part instanceof Every;
    }
    return Values.of(field, numbers, repeats);
  }

  /** What stands between the commas. */
  static List<FieldExpression> parts(FieldExpression expression) {
    return expression instanceof And and ? and.getExpressions() : List.of(expression);
  }

  private static void addAll(Set<Integer> numbers, FieldExpression part, Field field) {
    switch (part) {
      case Always all -> add(numbers, field, field.least(), field.most(), 1);
      case QuestionMark all -> add(numbers, field, field.least(), field.most(), 1);
      case On on when on.getSpecialChar().getValue() == SpecialChar.NONE ->
          add(numbers, field, number(on.getTime()), number(on.getTime()), 1);
      case Between range -> add(numbers, field, number(range.getFrom()), number(range.getTo()), 1);
      case Every step -> stepped(numbers, field, step.getExpression(), number(step.getPeriod()));
      default -> throw new IllegalArgumentException(part.asString() + " is not supported");
    }
  }

  private static void stepped(Set<Integer> numbers, Field field, FieldExpression inside, int step) {
    if (step < 1) {
      throw new IllegalArgumentException("a step of " + step);
    }
    switch (inside) {
      case Between range ->
          add(numbers, field, number(range.getFrom()), number(range.getTo()), step);
      case On on -> add(numbers, field, number(on.getTime()), field.most(), step);
      default -> add(numbers, field, field.least(), field.most(), step);
    }
  }

  private static void add(Set<Integer> numbers, Field field, int first, int last, int step) {
    int size = field.most() - field.least() + 1;
    int end = last < first ? last + size : last;
    for (int number = first; number <= end; number += step) {
      numbers.add(field.least() + Math.floorMod(number - field.least(), size));
    }
  }

  static int number(FieldValue<?> value) {
    if (value.getValue() instanceof Integer number) {
      return number;
    }
    throw new IllegalArgumentException(value.getValue() + " is not supported");
  }
}
