package io.taskq.broker;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A delivery that is over, as it stands in a message's history.
 *
 * @param handedOut when it was handed out
 * @param end how it ended
 * @param ended when it ended
 * @param worker who held it
 * @param note more about its end, such as the error of a failed attempt
 */
public record PastDelivery(Instant handedOut, End end, Instant ended, String worker, String note) {

  /** How a delivery ended without being the last. */
  public enum End {
    /** The worker was gone, or frozen for longer than its lease. */
    LOST,
    /** The attempt failed, and another followed. */
    FAILED,
    /** The worker buried it. */
    BURIED
  }

  private static final int FIELDS = 5;
  private static final int LONGEST_NOTE = 200;

  /** What the claims of a process are made by, behind its name. */
  private static final Pattern PROCESS = Pattern.compile("(/[0-9a-f-]{36})+$");

  /** A note in the form in which it is handed to a script: without bars and blanks. */
  static String written(String note) {
    String cut = note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) + "…" : note;
    return URLEncoder.encode(cut, StandardCharsets.UTF_8);
  }

  /** Reads a history, the oldest first; what is not of its form is left out. */
  static List<PastDelivery> history(String text) {
    return Stream.of(text.split(" ")).flatMap(entry -> entry(entry).stream()).toList();
  }

  private static Optional<PastDelivery> entry(String text) {
    String[] fields = text.split("\\|", FIELDS);
    if (fields.length < FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PastDelivery(
              Instant.ofEpochMilli(Long.parseLong(fields[0]) / 1000),
              End.valueOf(fields[1].toUpperCase(Locale.ROOT)),
              Instant.ofEpochMilli(Long.parseLong(fields[2])),
              PROCESS.matcher(fields[3]).replaceFirst(""),
              URLDecoder.decode(fields[4], StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      // Written by a newer version: what it says of the others is still true.
      return Optional.empty();
    }
  }
}
