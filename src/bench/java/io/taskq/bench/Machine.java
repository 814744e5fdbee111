package io.taskq.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a run was made and with what: without that its numbers say nothing. */
final class Machine {

  private static final double KILOBYTES_IN_A_GIGABYTE = 1024 * 1024;

  private final Surroundings around;
  private final Options options;

  Machine(Surroundings around, Options options) {
    this.around = around;
    this.options = options;
  }

  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("command", ("bin/bench " + String.join(" ", options.words())).strip());
    facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    facts.put("machine", machine());
    facts.put("Java", Runtime.version().toString());
    facts.put("Redis", around.redis().redis().version() + ", on the same processors");
    facts.put("peers", peers());
    facts.put("rounds", rounds());
    return facts;
  }

  private String machine() {
    return "%d processors (%s), %s memory, %s %s, load %.1f at the start"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            line("/proc/cpuinfo", "model name"),
            memory(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String memory() {
    String kilobytes = line("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
    return kilobytes.isEmpty()
        ? "unknown"
        : Math.round(Long.parseLong(kilobytes) / KILOBYTES_IN_A_GIGABYTE) + " GB";
  }

  /** The value behind a name in a file of the system; {@code unknown} where there is no such. */
  private static String line(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private String peers() {
    List<Peer> peers = around.peers();
    return peers.isEmpty()
        ? "none: taskq's numbers stand alone"
        : peers.stream().map(Peer::label).collect(Collectors.joining(", "));
  }

  private String rounds() {
    Form form = options.form();
    return form.quick() ? form.rounds() + ", a small form: --quick" : form.rounds() + "; medians";
  }
}
