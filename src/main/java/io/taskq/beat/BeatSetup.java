package io.taskq.beat;

import io.taskq.broker.Broker;
import io.taskq.config.SettingKeys;
import io.taskq.config.Settings;
import io.taskq.message.MessageCodec;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.result.ResultStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a beat is made of.
 *
 * @param plan in the beginning
 * @param file where the plan is from, when it shall be watched
 * @param host this machine's name
 * @param owner who leads, unique among all beats
 * @param time Redis' clock, by which is judged what is due
 * @param clock of this machine, for how long an outage took
 */
public record BeatSetup(
    Plan plan,
    Optional<PlanFile> file,
    Settings settings,
    Redis redis,
    Keys keys,
    Broker broker,
    ResultStore results,
    MessageCodec codec,
    String host,
    String owner,
    Consumer<String> info,
    Consumer<String> warning,
    InstantSource time,
    InstantSource clock) {

  /** The name under which beats share a leader: the settings', unless only the file says one. */
  public String name() {
    return name(settings, plan);
  }

  /** The same for a plan that nobody fires. */
  public static String name(Settings settings, Plan plan) {
    String usual = settings.beat().name();
    return settings.names(SettingKeys.BEAT_NAME) ? usual : plan.name().orElse(usual);
  }
}
