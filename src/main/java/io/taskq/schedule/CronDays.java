package io.taskq.schedule;

import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.SpecialChar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The days a cron text names: numbers, and the words L, W and #. */
final class CronDays {

  private static final int MOST_WEEKDAYS = 5;

  private CronDays() {}

  /** {@code L}: the last day; {@code L-3}; {@code 15W}: the workday nearest to it; {@code LW}. */
  static DayRule ofMonth(FieldExpression expression) {
    List<DayRule> rules = new ArrayList<>();
    List<FieldExpression> plain = new ArrayList<>();
    for (FieldExpression part : CronNumbers.parts(expression)) {
      special(part)
          .map(on -> ruleOfMonth(on, part))
          .ifPresentOrElse(rules::add, () -> plain.add(part));
    }
    if (!plain.isEmpty()) {
      rules.add(new DayRule.Numbers(CronNumbers.of(plain, Field.DAY_OF_MONTH)));
    }
    return one(rules);
  }

  /** {@code 5L}: the last Friday of the month; {@code 5#2}: the second. */
  static DayRule ofWeek(FieldExpression expression) {
    List<DayRule> rules = new ArrayList<>();
    List<FieldExpression> plain = new ArrayList<>();
    for (FieldExpression part : CronNumbers.parts(expression)) {
      special(part)
          .map(on -> ruleOfWeek(on, part))
          .ifPresentOrElse(rules::add, () -> plain.add(part));
    }
    if (!plain.isEmpty()) {
      rules.add(new DayRule.Weekdays(CronNumbers.of(plain, Field.DAY_OF_WEEK)));
    }
    return one(rules);
  }

  private static Optional<On> special(FieldExpression part) {
    return part instanceof On on && on.getSpecialChar().getValue() != SpecialChar.NONE
        ? Optional.of(on)
        : Optional.empty();
  }

  private static DayRule one(List<DayRule> rules) {
    return rules.size() == 1 ? rules.getFirst() : new DayRule.Any(List.copyOf(rules));
  }

  private static DayRule ruleOfMonth(On on, FieldExpression part) {
    return switch (on.getSpecialChar().getValue()) {
      case L -> new DayRule.FromEnd(Math.max(0, CronNumbers.number(on.getNth())));
      case W -> new DayRule.NearestWorkday(CronNumbers.number(on.getTime()));
      case LW -> new DayRule.LastWorkday();
      default -> throw new IllegalArgumentException(part.asString() + " is no day of a month");
    };
  }

  private static DayRule ruleOfWeek(On on, FieldExpression part) {
    int day = CronNumbers.number(on.getTime());
    int nth = CronNumbers.number(on.getNth());
    SpecialChar sign = on.getSpecialChar().getValue();
    // A bare L is Saturday to some and the last Sunday to others.
    if (day >= 0 && sign == SpecialChar.L) {
      return new DayRule.Last(day % DayRule.WEEK);
    }
    if (sign == SpecialChar.HASH && nth >= 1 && nth <= MOST_WEEKDAYS) {
      return new DayRule.Nth(day % DayRule.WEEK, nth);
    }
    throw new IllegalArgumentException(part.asString() + " is no day of a week");
  }
}
