package io.taskq.cli.option;

import io.taskq.cli.output.Output;
import io.taskq.config.Origin;
import io.taskq.config.Setting;
import io.taskq.config.SettingKeys;
import io.taskq.config.Settings;
import io.taskq.local.LocalBroker;
import io.taskq.local.LocalServer;
import io.taskq.local.Started;
import java.util.Map;
import java.util.Optional;

/**
 * Which Redis is used when none is named: our running local one, else the one at the usual port,
 * else, for commands that may, a local one that is started.
 */
final class BrokerChoice {

  private final LocalBroker local;
  private final Settings settings;

  BrokerChoice(Map<String, String> environment, Settings settings) {
    this.local = new LocalBroker(environment);
    this.settings = settings;
  }

  /** The settings with what runs; nothing is started. */
  Settings lookedUp() {
    Optional<LocalServer> running = local.running();
    if (running.isPresent()) {
      return with(running.get(), "running");
    }
    String usual = SettingKeys.BROKER.fallback();
    String ours = "redis://127.0.0.1:" + local.usualPort() + "/0";
    return ours.equals(usual)
        ? settings
        : settings.with(new Setting(SettingKeys.BROKER, ours, Origin.DEFAULT));
  }

  /** The settings with what runs at the end of this call; says so when it had to be started. */
  Settings started(Output output) {
    if (local.isOneAtTheUsualPort()) {
      return settings;
    }
    Started started = local.start(Optional.empty(), Optional.empty());
    LocalServer server = started.server();
    if (started.fresh()) {
      output.talk(
          "started a local broker: %s, Redis %s, data in %s"
              .formatted(server.url(), server.version(), local.shown(server.folder())));
    }
    return with(server, started.fresh() ? "started now" : "running");
  }

  private Settings with(LocalServer server, String how) {
    String where = "local, %s; data in %s".formatted(how, local.shown(server.folder()));
    return settings.with(new Setting(SettingKeys.BROKER, server.url(), Origin.local(where)));
  }
}
