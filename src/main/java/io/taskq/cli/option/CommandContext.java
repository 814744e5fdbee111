package io.taskq.cli.option;

import io.taskq.broker.Broker;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.Paint;
import io.taskq.cli.output.StatusLine;
import io.taskq.config.Flag;
import io.taskq.config.Origin;
import io.taskq.config.Setting;
import io.taskq.config.SettingKey;
import io.taskq.config.SettingKeys;
import io.taskq.config.Settings;
import io.taskq.config.SettingsReader;
import io.taskq.message.MessageCodec;
import io.taskq.node.NodeRegistry;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.result.ResultStore;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a command works with: settings, Redis, clock, output. Everything is made when it is first
 * asked for, so a command pays only for what it uses.
 *
 * <p>Used by the thread that runs the command.
 */
public final class CommandContext implements AutoCloseable {

  private final PrintWriter out;
  private final PrintWriter err;
  private final Map<String, String> environment;
  private final Path folder;
  private final GlobalOptions global = new GlobalOptions();
  private Settings settings;
  private RedisOptions patience = RedisOptions.forCommand();
  private Redis redis;
  private Redis resultRedis;
  private Broker broker;
  private boolean warned;

  /**
   * The surroundings of one run of taskq.
   *
   * @param folder where relative paths start
   */
  public CommandContext(
      PrintWriter out, PrintWriter err, Map<String, String> environment, Path folder) {
    this.out = out;
    this.err = err;
    this.environment = environment;
    this.folder = folder;
  }

  /** The options given before or after the command's name. */
  public GlobalOptions global() {
    return global;
  }

  /** The settings, with the global options. */
  public Settings settings() {
    if (settings == null) {
      settings(List.of());
    }
    return settings;
  }

  /** The settings with a command's own flags; they hold for everything made after this call. */
  public Settings settings(List<Flag> flags) {
    List<Flag> all = new ArrayList<>(global.flags());
    all.addAll(flags);
    settings = new SettingsReader(environment, folder).read(all, global.config());
    warn();
    if (isBrokerUnnamed()) {
      // In a class of its own, which a command with a broker's name never loads.
      settings = new BrokerChoice(environment, settings).lookedUp();
    }
    return settings;
  }

  /** Starts the local broker where none is named and none answers, and says so. */
  public void requireBroker() {
    settings();
    if (isBrokerUnnamed()) {
      settings = new BrokerChoice(environment, settings).started(output());
    }
  }

  /** Says once what is dangerous about how the broker was named. */
  private void warn() {
    if (warned) {
      return;
    }
    warned = true;
    for (SettingKey<String> key : List.of(SettingKeys.BROKER, SettingKeys.RESULT_BACKEND)) {
      Setting address = settings.setting(key);
      if (address.origin().kind() == Origin.Kind.FLAG && hasPassword(address.text())) {
        output()
            .warn(
                "everyone on this machine can see the password in %s; better: TASKQ_%s"
                    .formatted(address.origin(), key.name().toUpperCase(Locale.ROOT)));
      }
      if (isUnverified(address.text().toLowerCase(Locale.ROOT))) {
        output().warn("the certificate of Redis is not verified (ssl_cert_reqs=none)");
      }
    }
  }

  private static boolean isUnverified(String address) {
    return address.contains("?ssl_cert_reqs=") && address.endsWith("none");
  }

  private static boolean hasPassword(String address) {
    int login = address.indexOf("://") + 3;
    int colon = address.indexOf(':', login);
    return colon >= 0 && colon < address.lastIndexOf('@');
  }

  private boolean isBrokerUnnamed() {
    return settings.setting(SettingKeys.BROKER).origin().kind() == Origin.Kind.DEFAULT;
  }

  /** Where the command answers. */
  public Output output() {
    return new Output(out, err, paint("out"), global.json(), global.quiet());
  }

  /**
   * A line that says how far long work is, where a person sees it.
   *
   * @param answers whether the command answers meanwhile: on one terminal both would mix
   */
  public StatusLine statusLine(boolean answers) {
    boolean shown = isTerminal("err") && !(answers && isTerminal("out"));
    return new StatusLine(err, shown && !global.quiet(), clock());
  }

  /** Whether a person reads the answers, on a terminal. */
  public boolean isOnTerminal() {
    return isTerminal("out");
  }

  /** Colours for the answer. */
  public Paint paint() {
    return paint("out");
  }

  /** Colours for what goes to stderr. */
  public Paint talkPaint() {
    return paint("err");
  }

  private Paint paint(String stream) {
    return Paint.of(isTerminal(stream), global.noColor(), environment);
  }

  /** Only the shell that starts us can tell. */
  private static boolean isTerminal(String stream) {
    return System.getProperty("taskq.terminals", "").contains(stream);
  }

  public PrintWriter out() {
    return out;
  }

  public PrintWriter err() {
    return err;
  }

  public Map<String, String> environment() {
    return environment;
  }

  /** What is piped into taskq. */
  public InputStream input() {
    return System.in;
  }

  public Path folder() {
    return folder;
  }

  /** The broker's Redis; the connection is made by the first question. */
  public Redis redis() {
    if (redis == null) {
      redis = Redis.connect(brokerUrl(), patience);
    }
    return redis;
  }

  /** Takes a Redis that is silent for a second for one that is away. */
  public void hurry() {
    patience = RedisOptions.forProbe();
  }

  /** Where the broker is. */
  public RedisUrl brokerUrl() {
    return RedisUrl.parse(settings().broker());
  }

  /** Where the results are. */
  public RedisUrl resultUrl() {
    return RedisUrl.parse(settings().resultBackend());
  }

  /** The names of the keys in the broker's database. */
  public Keys keys() {
    return new Keys(settings().keyPrefix(), brokerUrl().db());
  }

  /** The queues. */
  public Broker broker() {
    if (broker == null) {
      broker = Broker.on(redis(), keys(), resultUrl());
    }
    return broker;
  }

  /** The results. */
  public ResultStore results() {
    if (resultRedis == null) {
      boolean same = resultUrl().equals(brokerUrl());
      resultRedis = same ? redis() : Redis.connect(resultUrl(), RedisOptions.forCommand());
    }
    return new ResultStore(resultRedis, keys());
  }

  /** The workers that are alive. */
  public NodeRegistry nodes() {
    return new NodeRegistry(redis(), keys());
  }

  /** Whether a worker of taskq is alive. */
  public boolean hasWorkers() {
    return !nodes().live().isEmpty();
  }

  /** How messages are read and written, within the limits of the settings. */
  public MessageCodec codec() {
    int most = Math.toIntExact(Math.min(settings().maxMessage(), Integer.MAX_VALUE));
    return new MessageCodec(most, settings().timezone());
  }

  /** The clock of this machine. */
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public void close() {
    if (resultRedis != null) {
      resultRedis.close();
    }
    if (redis != null) {
      redis.close();
    }
  }
}
