package io.taskq.config;

import io.taskq.error.TaskqException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
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
  private static final int DEEPEST = 50;
  // A name with nothing behind it has the tag of null.
  private static final Set<Tag> PLAIN_TAGS = Set.of(Tag.STR, Tag.SEQ, Tag.MAP, Tag.NULL);

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
      return new Compose(limits).composeString(text).map(node -> node(node, 0));
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

  private YamlNode node(Node node, int depth) {
    int line = line(node);
    if (node.getAnchor().isPresent() || depth > DEEPEST) {
      throw wrong(line, "anchors and more than 50 levels are not allowed", "Write it out.");
    }
    if (!PLAIN_TAGS.contains(node.getTag())) {
      String tag = node.getTag().getValue();
      throw wrong(line, "tag " + tag + " is not allowed", "Leave the tag away.");
    }
    // Not a switch over types: the first of those costs a short command ten milliseconds.
    if (node instanceof ScalarNode scalar) {
      boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
      return new YamlNode.Scalar(scalar.getValue(), plain, line);
    }
    if (node instanceof SequenceNode list) {
      return new YamlNode.Items(
          list.getValue().stream().map(item -> node(item, depth + 1)).toList(), line);
    }
    if (node instanceof MappingNode map) {
      return new YamlNode.Entries(entries(map, depth), line);
    }
    throw wrong(line, "this cannot be read", "Write a value, a list or names.");
  }

  private List<YamlNode.Entry> entries(MappingNode map, int depth) {
    List<YamlNode.Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (NodeTuple tuple : map.getValue()) {
      int line = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw wrong(line, "a name must be a text", "Write name: value.");
      }
      if (!names.add(key.getValue())) {
        throw wrong(line, "\"" + key.getValue() + "\" is given twice", "Remove one of the two.");
      }
      entries.add(new YamlNode.Entry(key.getValue(), node(tuple.getValueNode(), depth + 1), line));
    }
    return entries;
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
