package io.taskq.bench.report;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing that was measured.
 *
 * @param name what it is
 * @param measured one value a round
 * @param yardstick what was measured beside it in the same rounds
 */
public record Line(
    String name, Unit unit, Numbers measured, Optional<Yardstick> yardstick, Optional<Goal> goal) {

  /** Something else that does the same work, in the same unit. */
  public record Yardstick(String name, Numbers measured) {}

  public static Line of(String name, Unit unit, Numbers measured) {
    return new Line(name, unit, measured, Optional.empty(), Optional.empty());
  }

  public Line beside(String other, Numbers others) {
    return new Line(name, unit, measured, Optional.of(new Yardstick(other, others)), goal);
  }

  public Line goal(Goal held) {
    return new Line(name, unit, measured, yardstick, Optional.of(held));
  }

  OptionalDouble ratio() {
    return yardstick.stream().mapToDouble(other -> measured.ratioTo(other.measured())).findFirst();
  }

  /** What the goal looks at. */
  private double judged(Goal held) {
    return held.judged() == Goal.Judged.RATIO ? ratio().orElseThrow() : measured.median();
  }

  Optional<Boolean> isMet() {
    return goal.map(held -> held.isMet(judged(held)));
  }

  Optional<Double> reached() {
    return goal.map(held -> held.reached(judged(held)));
  }

  /** {@code ok}, {@code short}, or nothing without a goal. */
  String verdict() {
    return isMet().map(met -> met ? "ok" : "short").orElse("");
  }

  String measuredText() {
    return unit.write(measured.median());
  }

  String spreadText() {
    return measured.values().size() < 2
        ? ""
        : unit.write(measured.least()) + " - " + unit.write(measured.most());
  }

  String yardstickText() {
    return yardstick
        .map(other -> unit.write(other.measured().median()) + " " + other.name())
        .orElse("");
  }

  String ratioText() {
    return ratio().isPresent() ? Unit.TIMES.write(ratio().getAsDouble()) : "";
  }

  String goalText() {
    return goal.map(held -> held.text(unit)).orElse("");
  }
}
