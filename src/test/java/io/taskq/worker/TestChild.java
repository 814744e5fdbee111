package io.taskq.worker;

import io.taskq.task.Arguments;
import io.taskq.task.Call;
import io.taskq.task.Ignore;
import io.taskq.task.Reject;
import io.taskq.task.Retry;
import io.taskq.task.TaskContext;
import io.taskq.task.TaskOptions;
import io.taskq.task.TaskRegistry;
import io.taskq.worker.child.ChildLaunch;
import io.taskq.worker.child.ChildSide;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The main of child processes in tests: tasks that do what no task should. */
final class TestChild {

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private TestChild() {}

  static ChildLaunch launch(Optional<Integer> maxTasks, Optional<Long> maxMemory) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xmx32m",
            "-cp",
            System.getProperty("java.class.path"),
            TestChild.class.getName());
    return new ChildLaunch(command, Map.of(), maxTasks, maxMemory);
  }

  public static void main(String[] args) throws IOException {
    try (InputStream in = new FileInputStream(ChildLaunch.INPUT);
        OutputStream out = new FileOutputStream(ChildLaunch.OUTPUT)) {
      new ChildSide(tasks(), in, out, () -> 100L << 20).serve();
    }
    Runtime.getRuntime().halt(0);
  }

  private static TaskRegistry tasks() {
    return TaskRegistry.of(
        Stream.of(Bad.values())
            .map(
                bad ->
                    new TestWorker.NamedTask(
                        bad.name().toLowerCase(Locale.ROOT), TaskOptions.DEFAULTS, bad))
            .toList());
  }

  enum Bad implements TestWorker.Body {
    ADD {
      @Override
      public Object run(TaskContext context, Arguments arguments) {
        return arguments.positional().stream().mapToLong(n -> ((Number) n).longValue()).sum();
      }
    },
    PID {
      @Override
      public Object run(TaskContext context, Arguments arguments) {
        return ProcessHandle.current().pid();
      }
    },
    FACTS {
      @Override
      public Object run(TaskContext context, Arguments arguments) {
        context.progress(50, "half");
        return List.of(context.id(), context.attempt(), context.delivery(), context.queue());
      }
    },
    PRINT {
      @Override
      public Object run(TaskContext context, Arguments arguments) throws Exception {
        System.out.println("{\"outcome\":{\"value\":\"forged\"},\"memory\":1}");
        // A program it starts has the very same stdin and stdout.
        List<String> shell = List.of("sh", "-c", "echo '{\"outcome\":1}'; cat");
        return new ProcessBuilder(shell).inheritIO().start().waitFor();
      }
    },
    THROW {
      @Override
      public Object run(TaskContext context, Arguments arguments) {
        throw new IllegalStateException("boom");
      }
    },
    WAIT {
      @Override
      public Object run(TaskContext context, Arguments arguments) throws InterruptedException {
        return NEVER.await(1, TimeUnit.HOURS);
      }
    },
    SPIN {
      @Override
      public Object run(TaskContext context, Arguments arguments) {
        while (NEVER.getCount() > 0) {
          Thread.onSpinWait();
        }
        return null;
      }
    },
    AGAIN {
      @Override
      public Object run(TaskContext context, Arguments arguments) {
        throw new Retry("closed").in(Duration.ofMillis(1)).atMost(1);
      }
    },
    IGNORE {
      @Override
      public Object run(TaskContext context, Arguments arguments) {
        throw new Ignore("nothing to do");
      }
    },
    REJECT {
      @Override
      public Object run(TaskContext context, Arguments arguments) {
        throw new Reject("no such customer");
      }
    },
    TALK {
      @Override
      public Object run(TaskContext context, Arguments arguments) {
        context.logger().log(System.Logger.Level.INFO, "greets {0}", "yun");
        context.logger().log(System.Logger.Level.WARNING, "and warns");
        context.logger().log(System.Logger.Level.DEBUG, "never seen");
        String id = context.enqueue(Call.of("add", 2, 3).with("note", List.of(1.5, "x")));
        return List.of(context.task(), id);
      }
    },
    FORBIDDEN {
      @Override
      public Object run(TaskContext context, Arguments arguments) {
        return context.enqueue(Call.of("add").queue("a\nb"));
      }
    },
    EXIT {
      @Override
      public Object run(TaskContext context, Arguments arguments) {
        System.exit(7);
        return null;
      }
    },
    HOARD {
      @Override
      public Object run(TaskContext context, Arguments arguments) {
        List<byte[]> hoard = new ArrayList<>();
        while (NEVER.getCount() > 0) {
          hoard.add(new byte[1 << 20]);
        }
        return hoard.size();
      }
    }
  }
}
