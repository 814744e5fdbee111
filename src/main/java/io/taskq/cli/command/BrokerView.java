package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Output;
import io.taskq.json.JsonObject;
import io.taskq.local.LocalBroker;
import io.taskq.local.LocalServer;

/** How the local broker is shown. */
final class BrokerView {

  private static final String PERSISTENCE = "appendonly, synced every second";

  private final Output output;
  private final LocalBroker broker;

  BrokerView(CommandContext context, LocalBroker broker) {
    this.output = context.output();
    this.broker = broker;
  }

  /** Answers with what is known of it. */
  void show(LocalServer server, String state) {
    if (output.isJson()) {
      output.json(
          JsonObject.builder()
              .put("state", state.replace(' ', '_'))
              .put("url", server.url())
              .put("pid", server.pid())
              .put("port", server.port())
              .put("folder", server.folder().toString())
              .put("redis_version", server.version())
              .put("persistence", "aof")
              .build());
      return;
    }
    output.line("local broker, " + state);
    line("url", server.url());
    line("pid", Long.toString(server.pid()));
    line("redis", server.version());
    line("data", broker.shown(server.folder()));
    line("kept", PERSISTENCE);
  }

  private void line(String name, String value) {
    output.line("  %-5s  %s".formatted(name, value));
  }
}
