package io.taskq.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronField;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.parser.CronParser;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The text of cron: minute, hour, day of month, month, weekday; six fields begin with seconds. When
 * both days are given, either is enough.
 */
public final class CronText {

  private static final int WITHOUT_SECONDS = 5;
  private static final int WITH_SECONDS = 6;
  private static final String RIGHT =
      "Write minute, hour, day of month, month and weekday, for example cron: \"0 3 * * mon-fri\".";

  private final Map<CronFieldName, CronField> fields;

  private CronText(Cron cron) {
    this.fields = cron.retrieveFieldsAsMap();
  }

  /**
   * Reads the text.
   *
   * @throws WrongSchedule when it is no cron text, or its days never come
   */
  public static Schedule parse(String text, ZoneId zone) {
    int count = text.strip().split("\\s+").length;
    if (count != WITHOUT_SECONDS && count != WITH_SECONDS) {
      throw new WrongSchedule("\"%s\" has %d fields, not 5 or 6".formatted(text, count), RIGHT);
    }
    try {
      Cron cron = new CronParser(definition(count == WITH_SECONDS)).parse(text.strip()).validate();
      return new CronText(cron).schedule(zone);
    } catch (IllegalArgumentException e) {
      throw new WrongSchedule("\"%s\" is not a cron text: %s".formatted(text, reason(e)), RIGHT);
    }
  }

  private static CronDefinition definition(boolean seconds) {
    CronDefinitionBuilder builder = CronDefinitionBuilder.defineCron();
    if (seconds) {
      builder = builder.withSeconds().withStrictRange().and();
    }
    return builder
        .withMinutes()
        .withStrictRange()
        .and()
        .withHours()
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .withStrictRange()
        .and()
        .withMonth()
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 7)
        .withMondayDoWValue(1)
        .and()
        .instance();
  }

  private static String reason(IllegalArgumentException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).replaceFirst("^Failed to parse .*?\\. ", "");
  }

  private Schedule schedule(ZoneId zone) {
    Values days = values(CronFieldName.DAY_OF_MONTH, Field.DAY_OF_MONTH);
    Values weekdays = values(CronFieldName.DAY_OF_WEEK, Field.DAY_OF_WEEK);
    Values months = values(CronFieldName.MONTH, Field.MONTH_OF_YEAR);
    Times times =
        new Times(
            values(CronFieldName.HOUR, Field.HOUR),
            values(CronFieldName.MINUTE, Field.MINUTE),
            fields.containsKey(CronFieldName.SECOND)
                ? values(CronFieldName.SECOND, Field.SECOND)
                : Values.only(0));
    boolean either = isGiven(CronFieldName.DAY_OF_MONTH) && isGiven(CronFieldName.DAY_OF_WEEK);
    return WallTime.checked(new Days(days, months, weekdays, either), times, zone);
  }

  private boolean isGiven(CronFieldName name) {
    // As Debian's cron: a field that begins with a star leaves the choice to the other one.
    return !fields.get(name).getExpression().asString().startsWith("*");
  }

  private Values values(CronFieldName name, Field field) {
    FieldExpression expression = fields.get(name).getExpression();
    Set<Integer> numbers = new TreeSet<>();
    boolean repeats = false;
    List<FieldExpression> parts =
        expression instanceof And and ? and.getExpressions() : List.of(expression);
    for (FieldExpression part : parts) {
      numbers.addAll(numbers(part, field));
      repeats |= part instanceof Always || part instanceof Every;
    }
    return Values.of(field, numbers, repeats);
  }

  private static Set<Integer> numbers(FieldExpression part, Field field) {
    Set<Integer> numbers = new TreeSet<>();
    switch (part) {
      case Always all -> add(numbers, field, field.least(), field.most(), 1);
      case On on -> add(numbers, field, number(on.getTime()), number(on.getTime()), 1);
      case Between range -> add(numbers, field, number(range.getFrom()), number(range.getTo()), 1);
      case Every step -> stepped(numbers, field, step.getExpression(), number(step.getPeriod()));
      default -> throw new IllegalArgumentException(part.asString() + " is not supported");
    }
    return numbers;
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

  private static int number(FieldValue<?> value) {
    if (value.getValue() instanceof Integer number) {
      return number;
    }
    throw new IllegalArgumentException(value.getValue() + " is not supported");
  }
}
