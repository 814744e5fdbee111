package io.taskq.cli.command;

import io.taskq.builtin.Attachments;
import io.taskq.builtin.CallEach;
import io.taskq.builtin.MailRoute;
import io.taskq.builtin.People;
import io.taskq.builtin.SendMail;
import io.taskq.builtin.Templates;
import io.taskq.cli.option.CommandContext;
import io.taskq.config.MailSettings;
import io.taskq.config.SettingKeys;
import io.taskq.config.Settings;
import io.taskq.exec.ExecTasks;
import io.taskq.exec.RunTask;
import io.taskq.http.HttpTasks;
import io.taskq.task.Plugins;
import io.taskq.task.Task;
import io.taskq.task.TaskHook;
import io.taskq.task.TaskRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tasks a worker started here could run. */
final class OwnTasks {

  private OwnTasks() {}

  static TaskRegistry of(CommandContext context) {
    Settings settings = context.settings();
    List<Task> tasks = new ArrayList<>(List.of(sendMail(context)));
    List<TaskHook> hooks = new ArrayList<>();
    // A later one replaces an earlier one of its name; of those in one step none may.
    for (List<Path> places : PluginPlaces.of(settings.worker().include(), context)) {
      Plugins found = Plugins.load(places);
      tasks.addAll(found.tasks());
      hooks.addAll(found.hooks());
    }
    // Last: who writes a task into the settings means that one.
    tasks.addAll(ExecTasks.of(settings.tasks(), context.environment(), context.folder()));
    tasks.addAll(
        HttpTasks.of(settings.tasks(), settings.get(SettingKeys.HTTP_ALLOW), context.clock()));
    TaskRegistry called = TaskRegistry.of(tasks, hooks);
    tasks.addAll(0, CallEach.both(called::find));
    RunTask run =
        new RunTask(settings.get(SettingKeys.RUN_ALLOW), context.environment(), context.folder());
    if (!run.isUsed()) {
      return TaskRegistry.of(tasks, hooks).withUnlisted(run);
    }
    tasks.add(run);
    return TaskRegistry.of(tasks, hooks);
  }

  private static Task sendMail(CommandContext context) {
    Settings settings = context.settings();
    MailSettings mail = settings.mail();
    Path beside = besideSettings(context);
    return new SendMail(
        new People(settings.recipients()),
        MailRoute.sender(mail),
        MailRoute.mailer(mail, context.folder(), context.clock()),
        new Templates(beside.resolve(mail.templates())),
        new Attachments(mail.attachments().map(beside::resolve), mail.maxAttachments()));
  }

  /** Where the settings file lies: a worker finds its templates wherever it was started. */
  private static Path besideSettings(CommandContext context) {
    return context
        .settings()
        .file()
        .map(file -> context.folder().resolve(file).resolveSibling("").normalize())
        .orElse(context.folder());
  }
}
