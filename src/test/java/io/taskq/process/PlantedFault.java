package io.taskq.process;

import io.taskq.broker.Broker;
import io.taskq.redis.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a careless hand would write into a script of the broker.
 *
 * @param script its name
 * @param written what stands there
 * @param instead what is put in its place
 */
record PlantedFault(String script, String written, String instead) {

  /** Writes the spoilt script where a class path finds it before the right one. */
  void writeBelow(Path folder) {
    // With its parts: those come along by themselves, so only its own text may be written.
    String source = own();
    if (!source.contains(written)) {
      throw new AssertionError(script + ".lua has no '" + written + "' to be spoilt");
    }
    try {
      Path place = folder.resolve("io/taskq/broker");
      Files.createDirectories(place);
      Files.writeString(place.resolve(script + ".lua"), source.replace(written, instead));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String own() {
    String whole = Script.source(Broker.class, script);
    int uses = Math.max(0, whole.indexOf("-- Uses "));
    int blank = whole.lastIndexOf("\n\n-- ", uses);
    return blank < 0 ? whole : whole.substring(blank + 2);
  }
}
