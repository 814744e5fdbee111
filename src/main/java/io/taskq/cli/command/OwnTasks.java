package io.taskq.cli.command;

import io.taskq.builtin.SendMail;
import io.taskq.cli.option.CommandContext;
import io.taskq.config.Settings;
import io.taskq.mail.Outbox;
import io.taskq.task.Plugins;
import io.taskq.task.Task;
import io.taskq.task.TaskRegistry;
import java.util.ArrayList;
import java.util.List;

/** The tasks a worker started here could run. */
final class OwnTasks {

  private OwnTasks() {}

  static TaskRegistry of(CommandContext context) {
    Settings settings = context.settings();
    List<Task> tasks = new ArrayList<>();
    String from = settings.mail().from().orElse("taskq <taskq@localhost>");
    Outbox outbox =
        new Outbox(
            context.folder().resolve(settings.mail().outbox().orElse("outbox")), context.clock());
    tasks.add(new SendMail(settings.recipients(), from, outbox));
    tasks.addAll(Plugins.load(PluginPlaces.of(settings.worker().include(), context)));
    return TaskRegistry.of(tasks);
  }
}
