package io.taskq.cli.command;

import io.taskq.cli.output.UnicodeJson;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonString;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When an entry of Celery's is due. */
final class CelerySchedule {

  private static final Map<String, String> FIELDS =
      Map.of(
          "m", "minute",
          "h", "hour",
          "d", "day_of_week",
          "dM", "day_of_month",
          "MY", "month_of_year");
  private static final Pattern CRONTAB = Pattern.compile("<crontab: (.*) \\(([a-zA-Z/]+)\\)>");
  private static final Pattern FREQUENCY = Pattern.compile("<freq: (.*)>");
  private static final Pattern DELTA = Pattern.compile("datetime\\.timedelta\\((.*)\\)");
  private static final Map<String, BigDecimal> UNITS =
      Map.of(
          "microsecond", new BigDecimal("0.000001"),
          "second", BigDecimal.ONE,
          "minute", BigDecimal.valueOf(60),
          "hour", BigDecimal.valueOf(3_600),
          "day", BigDecimal.valueOf(86_400));

  private final String name;
  private final Json schedule;

  CelerySchedule(String name, Json schedule) {
    this.name = name;
    this.schedule = schedule;
  }

  /** The same as a line of a schedule file. */
  String yaml() {
    return switch (schedule) {
      case JsonNumber number when number.isFinite() -> every(new BigDecimal(number.text()));
      case JsonString(String text) -> printed(text);
      case JsonObject fields -> crontab(fields.get("crontab").asObject().orElse(fields));
      default -> throw unknown();
    };
  }

  private TaskqException.Invalid unknown() {
    return CeleryEntries.wrong(
        name,
        "its schedule is not known: " + UnicodeJson.text(schedule),
        "Give seconds, or an object with minute, hour, day_of_week, day_of_month, month_of_year.");
  }

  private static String every(BigDecimal seconds) {
    BigDecimal millis =
        seconds.multiply(BigDecimal.valueOf(1000)).setScale(0, RoundingMode.HALF_UP);
    BigDecimal plain = millis.divide(BigDecimal.valueOf(1000)).stripTrailingZeros();
    return "every: " + plain.toPlainString() + "s";
  }

  private String printed(String text) {
    Matcher crontab = CRONTAB.matcher(text);
    if (crontab.matches()) {
      return crontab(crontab.group(1), List.of(crontab.group(2).split("/", -1)));
    }
    Matcher frequency = FREQUENCY.matcher(text);
    if (frequency.matches()) {
      throw CeleryEntries.wrong(
          name,
          "Python rounds an interval when it prints one: " + frequency.group(1),
          "Export it with the lines of: taskq schedule import --help");
    }
    Matcher delta = DELTA.matcher(text);
    if (delta.matches()) {
      return every(seconds(delta.group(1)));
    }
    throw unknown();
  }

  /** For example {@code days=1, seconds=30}. */
  private BigDecimal seconds(String parts) {
    BigDecimal seconds = BigDecimal.ZERO;
    for (String part : parts.split(", ", -1)) {
      String[] halves = part.split("s=", -1);
      if (halves.length != 2 || !UNITS.containsKey(halves[0]) || !halves[1].matches("\\d+")) {
        throw unknown();
      }
      seconds = seconds.add(UNITS.get(halves[0]).multiply(new BigDecimal(halves[1])));
    }
    return seconds;
  }

  /**
   * The words in the order that Celery prints behind them, which is not the same in all versions.
   */
  private String crontab(String words, List<String> order) {
    Matcher set = Pattern.compile("[{\\[]([^}\\]]*)[}\\]]").matcher(words);
    String plain = set.replaceAll(found -> found.group(1).replace(" ", ""));
    String[] values = plain.strip().split("\\s+", -1);
    if (values.length != order.size() || !FIELDS.keySet().containsAll(order)) {
      throw unknown();
    }
    JsonObject.Builder fields = JsonObject.builder();
    for (int i = 0; i < values.length; i++) {
      fields.put(FIELDS.get(order.get(i)), values[i]);
    }
    return crontab(fields.build());
  }

  private String crontab(JsonObject fields) {
    JsonObject.Builder given = JsonObject.builder();
    fields
        .members()
        .forEach(
            (field, value) -> {
              if (!FIELDS.containsValue(field) || value instanceof JsonObject) {
                throw unknown();
              }
              if (!value.equals(Json.of("*"))) {
                given.put(field, value);
              }
            });
    JsonObject crontab = given.build();
    if (fields.members().isEmpty()) {
      throw unknown();
    }
    return crontab.members().isEmpty()
        ? "cron: \"* * * * *\""
        : "crontab: " + UnicodeJson.text(crontab);
  }
}
