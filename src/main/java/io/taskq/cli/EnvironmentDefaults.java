package io.taskq.cli;

import io.taskq.config.SettingKey;
import io.taskq.config.SettingKeys;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Lets the environment give an option that was not typed: {@code TASKQ_ENQUEUE_QUEUE} is {@code
 * taskq enqueue --queue}. Options that may be given several times are typed only, and variables of
 * settings are left to the settings, which know their origin.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {

  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String defaultValue(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option) || option.inherited() || option.isMultiValue()) {
      return null;
    }
    String value = environment.get(variable(option));
    return value == null || isSetting(variable(option)) ? null : value;
  }

  private static String variable(OptionSpec option) {
    String name = option.names()[0];
    for (int i = 1; i < option.names().length && !name.startsWith("--"); i++) {
      name = option.names()[i];
    }
    String words = option.command().qualifiedName() + "_" + name.replaceFirst("^-+", "");
    return words.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }

  private static boolean isSetting(String variable) {
    return SettingKeys.all().stream().map(SettingKey::variable).anyMatch(variable::equals);
  }
}
