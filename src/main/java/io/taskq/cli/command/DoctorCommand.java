package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.Paint;
import io.taskq.doctor.Checkup;
import io.taskq.doctor.Finding;
import io.taskq.doctor.Finding.Level;
import io.taskq.doctor.Role;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells what is wrong with Redis and the queues, and what to do about it. */
@Command(
    name = "doctor",
    sortOptions = false,
    description = {
      "Looks at Redis and the queues: what it would lose, who may do what, what stands still.",
      "Each line is ok, warn or bad; below a bad one stands what to do.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing is bad",
      "2:wrong usage or wrong setting",
      "4:something is bad",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq doctor                    all checks",
      "  taskq doctor --fix              also puts back what fell out of place",
      "  taskq doctor --acl producer     a Redis user who may only enqueue",
    })
public final class DoctorCommand implements Callable<Integer> {

  private static final int BAD = 4;

  @Option(
      names = "--fix",
      description = "First make ready again what stands nowhere. Nothing else is changed.")
  private boolean fix;

  @Option(
      names = "--acl",
      paramLabel = "ROLE",
      description =
          "Print the line for redis-cli that makes a user for: worker, producer, beat,"
              + " monitor. Asks nothing of Redis.")
  private Role acl;

  private final CommandContext context;

  /** A command for this run. */
  public DoctorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Output output = context.output();
    if (acl != null) {
      output.line(acl.rule(context.keys(), queues()));
      return 0;
    }
    Checkup checkup =
        new Checkup(context.redis(), context.keys(), context.broker(), context.clock());
    if (fix) {
      checkup.fix().forEach(output::talk);
    }
    List<Finding> findings = checkup.findings();
    if (output.isJson()) {
      output.json(new JsonArray(List.copyOf(findings.stream().map(this::json).toList())));
    } else {
      findings.forEach(finding -> show(output, finding));
    }
    return findings.stream().anyMatch(finding -> finding.level() == Level.BAD) ? BAD : 0;
  }

  private Set<String> queues() {
    Set<String> queues = new TreeSet<>(context.settings().worker().queues());
    queues.add(context.settings().defaultQueue());
    return queues;
  }

  private static void show(Output output, Finding finding) {
    output.line(tone(finding), "%-6s".formatted(word(finding)), finding.text());
    if (!finding.advice().isEmpty()) {
      output.line("        " + finding.advice());
    }
  }

  private static Paint.Tone tone(Finding finding) {
    return switch (finding.level()) {
      case OK -> Paint.Tone.GOOD;
      case WARN -> Paint.Tone.CAREFUL;
      case BAD -> Paint.Tone.BAD;
    };
  }

  private JsonObject json(Finding finding) {
    return JsonObject.builder()
        .put("level", word(finding))
        .put("text", finding.text())
        .put("advice", finding.advice())
        .build();
  }

  private static String word(Finding finding) {
    return finding.level().name().toLowerCase(Locale.ROOT);
  }
}
