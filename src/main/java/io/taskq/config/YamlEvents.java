package io.taskq.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Builds a file's pieces while its text is read. The library could build a tree of its own first,
 * to be walked through afterwards; a schedule of ten thousand entries would be read twice as long.
 */
final class YamlEvents {

  private static final int DEEPEST = 50;
  private static final Set<String> PLAIN_TAGS =
      Set.of("!", Tag.STR.getValue(), Tag.SEQ.getValue(), Tag.MAP.getValue(), Tag.NULL.getValue());

  private final YamlFile file;
  private final Iterator<Event> events;

  YamlEvents(YamlFile file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  /** The one document; empty when there are only comments. */
  Optional<YamlNode> document() {
    // The stream begins.
    events.next();
    if (!(events.next() instanceof DocumentStartEvent)) {
      return Optional.empty();
    }
    YamlNode root = node(events.next(), 0);
    // The document ends.
    events.next();
    Event end = events.next();
    if (end instanceof DocumentStartEvent) {
      throw file.wrong(line(end), "there is a second document", "Leave one, without ---.");
    }
    return Optional.of(root);
  }

  private YamlNode node(Event event, int depth) {
    int line = line(event);
    boolean isShared = !(event instanceof NodeEvent node) || node.getAnchor().isPresent();
    // An alias is what an anchor is for, and has one itself.
    if (isShared || depth > DEEPEST) {
      throw file.wrong(line, "anchors and more than 50 levels are not allowed", "Write it out.");
    }
    // Not a switch over types: the first of those costs a short command ten milliseconds.
    if (event instanceof ScalarEvent scalar) {
      checkTag(scalar.getTag(), line);
      return new YamlNode.Scalar(
          scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN, line);
    }
    checkTag(((CollectionStartEvent) event).getTag(), line);
    return event instanceof MappingStartEvent
        ? new YamlNode.Entries(entries(depth + 1), line)
        : new YamlNode.Items(items(depth + 1), line);
  }

  private List<YamlNode> items(int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event each = events.next(); !(each instanceof SequenceEndEvent); each = events.next()) {
      items.add(node(each, depth));
    }
    return items;
  }

  private List<YamlNode.Entry> entries(int depth) {
    List<YamlNode.Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Event each = events.next(); !(each instanceof MappingEndEvent); each = events.next()) {
      int line = line(each);
      if (!(node(each, depth) instanceof YamlNode.Scalar name)) {
        throw file.wrong(line, "a name must be a text", "Write name: value.");
      }
      if (!names.add(name.text())) {
        throw file.wrong(line, "\"" + name.text() + "\" is given twice", "Remove one of the two.");
      }
      entries.add(new YamlNode.Entry(name.text(), node(events.next(), depth), line));
    }
    return entries;
  }

  private void checkTag(Optional<String> tag, int line) {
    if (tag.isPresent() && !PLAIN_TAGS.contains(tag.get())) {
      throw file.wrong(line, "tag " + tag.get() + " is not allowed", "Leave the tag away.");
    }
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
