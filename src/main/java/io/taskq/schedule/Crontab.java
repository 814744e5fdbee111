package io.taskq.schedule;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Celery's crontab: named fields that must all match. */
public final class Crontab {

  /** The names of the fields. */
  public static final List<String> FIELDS =
      List.of(
          Field.MINUTE.word(),
          Field.HOUR.word(),
          Field.DAY_OF_WEEK.word(),
          Field.DAY_OF_MONTH.word(),
          Field.MONTH_OF_YEAR.word());

  private Crontab() {}

  /**
   * The schedule of these fields; one that is not given matches always.
   *
   * @throws WrongSchedule when a field cannot be read, or no day matches
   */
  public static Schedule of(Map<String, String> fields, ZoneId zone) {
    Days days =
        new Days(
            new DayRule.Numbers(values(fields, Field.DAY_OF_MONTH)),
            values(fields, Field.MONTH_OF_YEAR),
            new DayRule.Weekdays(values(fields, Field.DAY_OF_WEEK)),
            false);
    return WallTime.checked(
        days,
        new Times(values(fields, Field.HOUR), values(fields, Field.MINUTE), Values.only(0)),
        zone);
  }

  private static Values values(Map<String, String> fields, Field field) {
    return new FieldText(field, fields.getOrDefault(field.word(), "*")).read();
  }
}
