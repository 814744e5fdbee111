package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.config.Flag;
import io.taskq.config.SettingKeys;
import io.taskq.worker.child.ChildLaunch;
import io.taskq.worker.child.ChildSide;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One child of a worker with the pool process. Started by it, and by nobody else. */
@Command(
    name = ChildCommand.NAME,
    hidden = true,
    description = "Runs tasks for the worker that started it, and ends with it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the worker is gone", "2:not started by a worker"},
    footer = {"  started by: taskq worker --pool process"})
public final class ChildCommand implements Callable<Integer> {

  /** Its name: not for people. */
  public static final String NAME = "child";

  private static final Path STATUS = Path.of("/proc/self/status");

  @Option(names = "--include", description = "Jars, or folders of jars, with tasks.")
  private String include;

  private final CommandContext context;

  /** A command for this run. */
  public ChildCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    // Ctrl-C reaches every process of the terminal, and a supervisor may tell them all to stop.
    // When
    // the child ends is the worker's matter: what runs here shall be finished.
    Signals.listen(Set.of("TERM", "INT", "HUP"), name -> {});
    context.settings(
        include == null
            ? List.of()
            : List.of(new Flag(SettingKeys.WORKER_INCLUDE, "--include", include)));
    try (InputStream in = new FileInputStream(ChildLaunch.INPUT);
        OutputStream out = new FileOutputStream(ChildLaunch.OUTPUT)) {
      new ChildSide(OwnTasks.of(context), in, out, ChildCommand::memory).serve();
    }
    // Nobody waits for an orphan: not even for the shutdown hooks of its tasks.
    Runtime.getRuntime().halt(0);
    return 0;
  }

  /** What the system has given to this process; what the JVM uses, where the system is silent. */
  private static long memory() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kilobytes -> Long.parseLong(kilobytes) << 10)
          .findFirst()
          .orElseGet(() -> Runtime.getRuntime().totalMemory());
    } catch (IOException e) {
      return Runtime.getRuntime().totalMemory();
    }
  }
}
