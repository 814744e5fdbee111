package io.taskq.exec;

import io.taskq.task.FinalFailure;
import io.taskq.task.TaskContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A program on its way, under its shepherd. Closing it ends what is left. */
final class RunningProgram implements AutoCloseable {

  /**
   * What is run.
   *
   * @param words the program and its arguments
   * @param folder where
   * @param environment all of it
   * @param input what it reads from stdin
   */
  record Plan(
      List<String> words, Path folder, Map<String, String> environment, Optional<String> input) {}

  /** What is kept of either output. */
  static final int MOST_OUTPUT = 1 << 20;

  /**
   * Waits for its word before it becomes the program: nothing runs that no shepherd watches. The
   * shell reads not one byte beyond that line, so that the rest is the program's.
   */
  private static final String WAITING = "IFS= read -r go && exec \"$@\"";

  /** How Java reports E2BIG, in one way or the other. */
  private static final Pattern TOO_LONG = Pattern.compile("error(=|: )7\\b");

  /** Longer than a shepherd takes to end what holds the outputs open. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Tail out = new Tail(MOST_OUTPUT);
  private final Tail err = new Tail(MOST_OUTPUT);
  private final TaskContext context;
  private final Process process;
  private final Shepherd shepherd;
  private final List<Output> outputs;

  private RunningProgram(TaskContext context, Process process, Shepherd shepherd) {
    this.context = context;
    this.process = process;
    this.shepherd = shepherd;
    String name = "taskq-exec-" + process.pid();
    ErrorLines lines = new ErrorLines(err, context);
    this.outputs =
        List.of(
            Output.of(name, process.getInputStream(), (bytes, count) -> out.add(bytes, 0, count)),
            Output.of(name, process.getErrorStream(), lines));
  }

  static RunningProgram start(Plan plan, Tools tools, TaskContext context) {
    Process process = waiting(plan, tools);
    Shepherd shepherd;
    try {
      shepherd = Shepherd.over(process.pid(), tools);
    } catch (IOException e) {
      process.destroyForcibly();
      throw new ExecFailed("its shepherd cannot be started: " + e.getMessage());
    }
    RunningProgram running = new RunningProgram(context, process, shepherd);
    running.go(plan.input());
    return running;
  }

  /** Runs it to its end and answers its result. */
  static Object run(Plan plan, Tools tools, TaskContext context) throws InterruptedException {
    try (RunningProgram running = start(plan, tools, context)) {
      int exitCode = running.await();
      if (exitCode != 0) {
        throw Answer.failure(exitCode, running.err);
      }
      return Answer.of(running.out);
    }
  }

  private static Process waiting(Plan plan, Tools tools) {
    List<String> words =
        new ArrayList<>(List.of(tools.setsid(), "/bin/sh", "-c", WAITING, "taskq-exec"));
    words.addAll(plan.words());
    ProcessBuilder builder = new ProcessBuilder(words).directory(plan.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(plan.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      if (TOO_LONG.matcher(String.valueOf(e.getMessage())).find()) {
        throw new FinalFailure("its arguments are longer than this system allows; try stdin: json");
      }
      throw new ExecFailed("cannot be started: " + e.getMessage());
    }
  }

  private void go(Optional<String> input) {
    String all = "go\n" + input.orElse("");
    if (input.isEmpty()) {
      write(all);
    } else {
      // A program that does not read would hold up who writes.
      Thread.ofPlatform().name("taskq-exec-in").daemon().start(() -> write(all));
    }
  }

  private void write(String all) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(all.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended, or closed its stdin, without having read all: its own affair.
    }
  }

  /** Waits for its end and answers its exit code. */
  int await() throws InterruptedException {
    attentively(process::waitFor);
    // What it left running may hold its outputs open.
    shepherd.close();
    for (Output output : outputs) {
      attentively(() -> output.awaitEnd(LAST_WORDS));
    }
    return process.exitValue();
  }

  /** A wait that an interrupt may end. */
  private interface Wait {
    void run() throws InterruptedException;
  }

  private void attentively(Wait wait) throws InterruptedException {
    while (true) {
      try {
        wait.run();
        return;
      } catch (InterruptedException e) {
        if (context.hasEnded()) {
          shepherd.force();
          throw e;
        }
        shepherd.ask();
      }
    }
  }

  @Override
  public void close() {
    shepherd.close();
  }
}
