package io.taskq.cli;

import io.taskq.redis.Keys;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import org.junit.jupiter.api.Test;

@WithRedis
class QueueCliTest {

  @Test
  void ls_lists_what_waits(RedisServer server, Keys keys) {
    Golden.with(server, keys).run("enqueue", "add", "--queue", "mail", "--priority", "6");
    Golden.with(server, keys).run("enqueue", "add", "--queue", "mail");
    Golden.with(server, keys).run("queue", "pause", "mail", "--note", "server moves");

    Golden.with(server, keys).run("queue", "ls").matches("queue-ls.txt");
    Golden.with(server, keys).run("queue", "ls", "--json").matches("queue-ls-json.txt");
  }

  @Test
  void show_shows_one(RedisServer server, Keys keys) {
    Golden.with(server, keys).run("enqueue", "add", "--queue", "mail");

    Golden.with(server, keys).run("queue", "show", "mail").matches("queue-show.txt");
    Golden.with(server, keys).run("queue", "show", "nope").matches("queue-show-unknown.txt");
  }

  @Test
  void pause_and_resume_say_what_changed(RedisServer server, Keys keys) {
    Golden.with(server, keys).run("queue", "pause", "mail").matches("queue-pause.txt");
    Golden.with(server, keys).run("queue", "resume", "mail").matches("queue-resume.txt");
    Golden.with(server, keys).run("queue", "resume", "mail").matches("queue-resume-again.txt");
  }
}
