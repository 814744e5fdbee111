package io.taskq.redis;

import io.taskq.error.TaskqException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.SafeEncoder;

/** What the user of a connection may do there. Nothing is done to find out. */
public final class Rights {

  private static final String ALLOWED = "OK";

  private final Redis redis;

  /** The rights on this server. */
  public Rights(Redis redis) {
    this.redis = redis;
  }

  /** Who is logged in. */
  public String user() {
    return text(redis.ask("ask who is logged in", client -> acl(client, List.of("WHOAMI"))));
  }

  /**
   * Which of these commands would be refused on this key. Empty when the server cannot tell: it is
   * older than 7.0, or the user may not ask.
   */
  public Optional<SortedSet<String>> refused(Collection<String> commands, String key) {
    try {
      String user = user();
      SortedSet<String> refused = new TreeSet<>();
      for (String command : commands) {
        List<String> question = new ArrayList<>(List.of("DRYRUN", user));
        question.addAll(example(command, key));
        if (!ALLOWED.equals(text(redis.ask("ask for rights", client -> acl(client, question))))) {
          refused.add(command);
        }
      }
      return Optional.of(refused);
    } catch (TaskqException.Invalid | TaskqException.Refused cannotTell) {
      return Optional.empty();
    }
  }

  /** The shortest call of a command that the server takes for whole. */
  private List<String> example(String command, String key) {
    if (command.startsWith("EVAL")) {
      return List.of(command, "x", "1", key);
    }
    CommandArguments question = new CommandArguments(Command.COMMAND).add("INFO").add(command);
    Object reply = redis.ask("ask for a command", client -> client.executeCommand(question));
    List<?> about = (List<?>) ((List<?>) reply).getFirst();
    List<String> example = new ArrayList<>(List.of(command));
    example.addAll(Collections.nCopies((int) Math.abs((Long) about.get(1)) - 1, key));
    return example;
  }

  private static Object acl(UnifiedJedis client, List<String> words) {
    CommandArguments question = new CommandArguments(Command.ACL);
    words.forEach(question::add);
    return client.executeCommand(question);
  }

  private static String text(Object reply) {
    return reply instanceof byte[] bytes ? SafeEncoder.encode(bytes) : String.valueOf(reply);
  }
}
