package io.taskq.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronField;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.parser.CronParser;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/**
 * The text of cron: minute, hour, day of month, month, weekday; six fields begin with seconds. When
 * both days are given, either is enough.
 */
public final class CronText {

  private static final int WITHOUT_SECONDS = 5;
  private static final int WITH_SECONDS = 6;
  private static final String RIGHT =
      "Write minute, hour, day of month, month and weekday, for example cron: \"0 3 * * mon-fri\".";
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

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
    try {
      return new CronText(read(text)).schedule(zone);
    } catch (IllegalArgumentException e) {
      throw new WrongSchedule("\"%s\" is not a cron text: %s".formatted(text, reason(e)), RIGHT);
    }
  }

  private static Cron read(String text) {
    String plain = NICKNAMES.getOrDefault(text.strip().toLowerCase(Locale.ROOT), text.strip());
    if (plain.startsWith("@")) {
      throw new WrongSchedule(
          "\"" + text + "\" is not known",
          "Known are @hourly, @daily, @weekly, @monthly and @yearly.");
    }
    int count = plain.split("\\s+", -1).length;
    if (count != WITHOUT_SECONDS && count != WITH_SECONDS) {
      throw new WrongSchedule("\"%s\" has %d fields, not 5 or 6".formatted(text, count), RIGHT);
    }
    return (count == WITH_SECONDS ? Parsers.SIX : Parsers.FIVE).parse(plain).validate();
  }

  /** Made once: that takes longer than reading a hundred texts. */
  private static final class Parsers {
    static final CronParser FIVE = new CronParser(definition(false));
    static final CronParser SIX = new CronParser(definition(true));
  }

  /** Without strict ranges: 22-2 goes over midnight. */
  private static CronDefinition definition(boolean seconds) {
    CronDefinitionBuilder builder = CronDefinitionBuilder.defineCron();
    if (seconds) {
      builder = builder.withSeconds().and();
    }
    return builder
        .withMinutes()
        .and()
        .withHours()
        .and()
        .withDayOfMonth()
        .supportsL()
        .supportsW()
        .supportsLW()
        .supportsQuestionMark()
        .and()
        .withMonth()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 7)
        .withMondayDoWValue(1)
        .supportsHash()
        .supportsL()
        .supportsQuestionMark()
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
    Times times =
        new Times(
            values(CronFieldName.HOUR, Field.HOUR),
            values(CronFieldName.MINUTE, Field.MINUTE),
            fields.containsKey(CronFieldName.SECOND)
                ? values(CronFieldName.SECOND, Field.SECOND)
                : Values.only(0));
    Days days =
        new Days(
            CronDays.ofMonth(expression(CronFieldName.DAY_OF_MONTH)),
            values(CronFieldName.MONTH, Field.MONTH_OF_YEAR),
            CronDays.ofWeek(expression(CronFieldName.DAY_OF_WEEK)),
            isGiven(CronFieldName.DAY_OF_MONTH) && isGiven(CronFieldName.DAY_OF_WEEK));
    return WallTime.checked(days, times, zone);
  }

  private boolean isGiven(CronFieldName name) {
    // As Debian's cron: a field that begins with a star leaves the choice to the other one.
    String text = expression(name).asString();
    return !text.startsWith("*") && !text.startsWith("?");
  }

  private Values values(CronFieldName name, Field field) {
    return CronNumbers.of(expression(name), field);
  }

  private FieldExpression expression(CronFieldName name) {
    return fields.get(name).getExpression();
  }
}
