package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Build;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.Table;
import io.taskq.config.Secrets;
import io.taskq.config.Setting;
import io.taskq.config.SettingKeys;
import io.taskq.config.Settings;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows versions and settings, for a bug report. */
@Command(
    name = "report",
    description = "Shows versions and every setting with its origin; secrets are masked.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown, also when Redis is unreachable", "2:wrong usage or wrong setting"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq report         what to paste into a bug report",
      "  taskq report --json  the same for a program",
    })
public final class ReportCommand implements Callable<Integer> {

  private final CommandContext context;

  /** A command for this run. */
  public ReportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Settings settings = context.settings();
    Output output = context.output();
    Map<String, String> versions = versions(settings);
    List<Setting> all = SettingKeys.all().stream().map(settings::setting).toList();
    if (output.isJson()) {
      output.json(json(versions, all));
    } else {
      versions.forEach((what, value) -> output.line("%-9s  %s".formatted(what, value)));
      output.line("");
      Table table = new Table("SETTING", "VALUE", "FROM");
      all.forEach(each -> table.row(each.key().name(), shown(each), each.origin().toString()));
      output.table(table);
    }
    return 0;
  }

  private static String shown(Setting setting) {
    return setting.text().isEmpty() ? "-" : setting.shown();
  }

  private Map<String, String> versions(Settings settings) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("taskq", Build.VERSION);
    versions.put("java", property("java.version") + " (" + property("java.vendor") + ")");
    versions.put("system", property("os.name") + " " + property("os.version"));
    versions.put("machine", property("os.arch"));
    versions.put("redis", redis());
    versions.put("settings", settings.file().orElse("no file"));
    versions.put("sections", sections(settings));
    return versions;
  }

  /** What the file lists; addresses and commands are nobody's business in a bug report. */
  private static String sections(Settings settings) {
    return "%d routes, %d recipients, %d tasks"
        .formatted(settings.routes().size(), settings.recipients().size(), settings.tasks().size());
  }

  private String redis() {
    try {
      return context.redis().version() + " at " + context.brokerUrl().place();
    } catch (TaskqException e) {
      return Secrets.maskUrls(e.getMessage());
    }
  }

  private static JsonObject json(Map<String, String> versions, List<Setting> settings) {
    JsonObject.Builder values = JsonObject.builder();
    for (Setting setting : settings) {
      values.put(
          setting.key().name(),
          JsonObject.builder()
              .put("value", setting.shown())
              .put("origin", setting.origin().kind().name().toLowerCase(Locale.ROOT))
              .put("where", setting.origin().where())
              .build());
    }
    JsonObject.Builder all = JsonObject.builder();
    versions.forEach((what, value) -> all.put(what.equals("settings") ? "file" : what, value));
    return all.put("settings", (Json) values.build()).build();
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
