package io.taskq.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A JSON number by its text, so that none is rounded on its way through.
 *
 * @param literal the number as it was written, or {@code NaN}, {@code Infinity}, {@code -Infinity}
 */
public record JsonNumber(String literal) implements Json {

  /** Longer exponents would make {@link #value} build a number of that many digits. */
  private static final int LARGEST_EXPONENT = 400;

  static JsonNumber of(double number) {
    // Python and JSON write 5.0, and so does Java; only the exponent form differs, and it is legal.
    return new JsonNumber(Double.toString(number));
  }

  /** Whether the literal is one that JSON itself does not know: NaN or an infinity. */
  public boolean isFinite() {
    return !literal.endsWith("NaN") && !literal.endsWith("Infinity");
  }

  public boolean isWhole() {
    return isFinite() && literal.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
  }

  Optional<Long> longValue() {
    if (!isWhole()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(literal));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  public double doubleValue() {
    return Double.parseDouble(literal);
  }

  /** The number as Java has it: Long or BigInteger when whole, else Double. */
  public Number value() {
    if (!isWhole()) {
      return doubleValue();
    }
    Optional<Long> small = longValue();
    return small.isPresent() ? small.get() : new BigInteger(literal);
  }

  /** The exact decimal value; empty for NaN, infinities and exponents beyond a double's. */
  public Optional<BigDecimal> decimalValue() {
    if (!isFinite()) {
      return Optional.empty();
    }
    BigDecimal decimal = new BigDecimal(literal);
    return Math.abs((long) decimal.scale()) > LARGEST_EXPONENT
        ? Optional.empty()
        : Optional.of(decimal);
  }
}
