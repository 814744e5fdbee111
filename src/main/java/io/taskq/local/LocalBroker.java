package io.taskq.local;

import io.taskq.error.TaskqException;
import io.taskq.loop.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The one Redis of this user that taskq starts itself. It is believed to run only when it answers
 * and names its own folder, so a stale file or a stranger on its port mislead nobody. Thread-safe.
 */
public final class LocalBroker {

  private static final int PORTS_TO_TRY = 20;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final String UNKNOWN_VERSION = "of unknown version";

  private final Places places;

  /** The broker of whom this environment belongs to. */
  public LocalBroker(Map<String, String> environment) {
    this.places = new Places(environment);
  }

  /** It, if it runs. Costs one file when it was never started, and one question otherwise. */
  public Optional<LocalServer> running() {
    return places.state().flatMap(state -> new Memory(state).recall()).filter(LocalBroker::isThere);
  }

  /** The port where a Redis is looked for when none is named. */
  public int usualPort() {
    return places.firstPort();
  }

  /** Whether some Redis answers where one is looked for when none is named. */
  public boolean isOneAtTheUsualPort() {
    Probe.Answer answer = Probe.ask(places.firstPort());
    return answer == Probe.Answer.READY || answer == Probe.Answer.LOADING;
  }

  /** A path as it is shown to the user. */
  public String shown(Path path) {
    return places.shown(path);
  }

  /**
   * Starts it unless it runs.
   *
   * @param port where it shall listen; else where it did, or the first free one
   * @param folder where its data shall be; else where they were
   * @throws TaskqException.Refused when it cannot be started, or runs elsewhere already
   */
  public Started start(Optional<Integer> port, Optional<Path> folder) {
    Path state = places.neededState();
    try {
      return Turn.of(state, () -> start(state, port, folder));
    } catch (IOException e) {
      throw noPlace(e, state);
    }
  }

  private Started start(Path state, Optional<Integer> port, Optional<Path> folder)
      throws IOException {
    Memory memory = new Memory(state);
    Optional<LocalServer> before = memory.recall();
    Path data = folder.or(() -> before.map(LocalServer::folder)).orElse(state.resolve("redis"));
    Turn.makePrivate(data);
    Path own = data.toRealPath();
    Optional<LocalServer> there = before.filter(LocalBroker::isThere).or(() -> orphan(own));
    if (there.isPresent()) {
      refuseOther(there.get(), port, folder.map(given -> own));
      memory.keep(there.get());
      return new Started(there.get(), false);
    }
    int free = port.map(LocalBroker::mustBeFree).orElseGet(() -> freePort(before));
    LocalServer server = new Launch(Program.find(places), own, free).run();
    memory.keep(server);
    return new Started(server, true);
  }

  /** Stops it; answers which it was, empty when none ran. All it acknowledged is kept. */
  public Optional<LocalServer> stop() {
    if (running().isEmpty()) {
      return Optional.empty();
    }
    Path state = places.neededState();
    try {
      return Turn.of(
          state,
          () -> {
            Optional<LocalServer> there = running();
            there.ifPresent(LocalBroker::end);
            return there;
          });
    } catch (IOException e) {
      throw noPlace(e, state);
    }
  }

  private static void end(LocalServer server) {
    Optional<String> refusal = Probe.shutdown(server.port());
    boolean gone =
        refusal.isEmpty()
            && Patience.await(
                LONGEST_STOP,
                PAUSE,
                () ->
                    Probe.ask(server.port()) == Probe.Answer.SILENT
                        && !Launch.isAlive(server.pid()));
    if (!gone) {
      throw new TaskqException.Refused(
          "the local broker does not stop",
          refusal.orElse("process " + server.pid() + " is still there"),
          "See its log: " + server.folder().resolve("redis.log"));
    }
  }

  private static boolean isThere(LocalServer server) {
    Probe.Answer answer = Probe.ask(server.port());
    if (answer == Probe.Answer.LOADING) {
      return Launch.isAlive(server.pid());
    }
    return answer == Probe.Answer.READY
        && Probe.folder(server.port()).filter(server.folder()::equals).isPresent();
  }

  /**
   * The server that works in this folder though nobody remembers it, or remembers it wrongly. Two
   * servers on the same data would spoil them, so one that does not answer is not passed over.
   */
  private Optional<LocalServer> orphan(Path folder) {
    Optional<Long> pid =
        Launch.pid(folder)
            .flatMap(ProcessHandle::of)
            .filter(process -> process.isAlive() && isServer(process))
            .map(ProcessHandle::pid);
    Optional<Integer> port = Launch.port(folder);
    if (pid.isEmpty() || port.isEmpty()) {
      return Optional.empty();
    }
    LocalServer server = new LocalServer(port.get(), pid.get(), folder, UNKNOWN_VERSION);
    if (isThere(server)) {
      return Optional.of(server);
    }
    throw new TaskqException.Refused(
        "the local broker does not answer",
        "its process %d is there, at port %d".formatted(server.pid(), server.port()),
        "Wait for it, or end it with: kill " + server.pid());
  }

  /** The number in a stale file may be another program's by now. */
  private static boolean isServer(ProcessHandle process) {
    return process
        .info()
        .command()
        .filter(command -> !command.contains("redis") && !command.contains("valkey"))
        .isEmpty();
  }

  private static void refuseOther(
      LocalServer there, Optional<Integer> port, Optional<Path> folder) {
    boolean same =
        port.filter(wanted -> wanted != there.port()).isEmpty()
            && folder.filter(wanted -> !wanted.equals(there.folder())).isEmpty();
    if (!same) {
      throw new TaskqException.Refused(
          "the local broker runs already",
          "at port %d with its data in %s".formatted(there.port(), there.folder()),
          "Stop it first: taskq broker stop");
    }
  }

  private int freePort(Optional<LocalServer> before) {
    int first = places.firstPort();
    return Stream.concat(
            before.map(LocalServer::port).stream(),
            IntStream.range(first, first + PORTS_TO_TRY).filter(Places::isPort).boxed())
        .filter(LocalBroker::isFree)
        .findFirst()
        .orElseThrow(
            () ->
                new TaskqException.Refused(
                    "cannot start the local broker",
                    "no port from %d on is free".formatted(first),
                    "Name a free one: taskq broker start --port N"));
  }

  private static int mustBeFree(int port) {
    if (!isFree(port)) {
      throw new TaskqException.Refused(
          "cannot start the local broker",
          "port %d is taken".formatted(port),
          "Name a free one, or leave --port out to have one chosen.");
    }
    return port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static TaskqException noPlace(IOException e, Path state) {
    String why =
        e instanceof AccessDeniedException denied
            ? denied.getFile() + " cannot be written"
            : e.getClass().getSimpleName() + ": " + e.getMessage();
    return new TaskqException.Refused(
        "the local broker has no place in " + state,
        Files.isRegularFile(state) ? state + " is a file" : why,
        "Let XDG_STATE_HOME name a folder you may write to, or name a Redis with --broker.",
        e);
  }
}
