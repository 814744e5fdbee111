package io.taskq.config;

import io.taskq.error.TaskqException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A YAML file of settings. Tags and anchors are refused: settings need neither, and a few lines of
 * anchors can describe more than fits in memory.
 *
 * @param name the path as it is shown to people
 * @param what what the file should be, with its article
 */
record YamlFile(String name, String what) {

  private static final int LARGEST = 16_000_000;

  /** The content of the text; empty when there are only comments. */
  Optional<YamlNode> read(String text) {
    LoadSettings limits =
        LoadSettings.builder()
            .setLabel(name)
            // Every value is a text; what it means is the setting's affair.
            .setSchema(new FailsafeSchema())
            .setCodePointLimit(LARGEST)
            .setMaxAliasesForCollections(1)
            .build();
    try {
      return new YamlEvents(this, new Parse(limits).parseString(text).iterator()).document();
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw wrong(line, String.valueOf(e.getProblem()), "Check blanks, colons and quotes there.");
    } catch (YamlEngineException e) {
      throw wrong(1, String.valueOf(e.getMessage()), "Check that this is a YAML file.");
    }
  }

  /** The answer to a mistake in this file. */
  TaskqException.Invalid wrong(int line, String why, String hint) {
    return new TaskqException.Invalid(
        name + " is not " + what, "line " + line + ": " + why.replace('\n', ' '), hint);
  }
}
