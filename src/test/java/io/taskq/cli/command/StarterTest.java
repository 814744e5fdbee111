package io.taskq.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.cli.output.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The project that {@code taskq new} makes is built from what taskq's own build has fetched. */
class StarterTest {

  private static final Pattern PLUGIN =
      Pattern.compile("<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>([^<]+)<");
  private static final Path STARTER =
      Path.of("src/main/resources/io/taskq/cli/command/starter/pom.xml");

  private final String ours = read(Path.of("pom.xml"));
  private final String starters = read(STARTER);

  @Test
  void its_build_plugins_are_ours_in_the_same_versions() {
    List<String> used = plugins(starters);

    assertThat(used).hasSizeGreaterThan(3);
    assertThat(plugins(ours)).containsAll(used);
  }

  @Test
  void it_is_xml() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(STARTER.toFile());

    assertThat(pom.getDocumentElement().getTagName()).isEqualTo("project");
  }

  @Test
  void its_junit_is_ours() {
    String junit = ours.replaceAll("(?s).*<junit.version>([^<]+)<.*", "$1");

    assertThat(starters).contains("<version>" + junit + "</version>");
  }

  @Test
  void the_version_in_the_code_is_the_one_of_the_build() {
    assertThat(ours).contains("<version>" + Build.VERSION + "</version>\n  <packaging>");
  }

  private static List<String> plugins(String pom) {
    return PLUGIN.matcher(pom).results().map(MatchResult::group).toList().stream()
        .map(text -> text.replaceAll("\\s+", " "))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void the_example_is_built_as_the_starter_is() {
    String example = read(Path.of("src/examples/welcome/pom.xml"));

    assertThat(example)
        .isEqualTo(
            starters
                .replace("@NAME@", "welcome")
                .replace("@VERSION@", Build.VERSION)
                .replace("<groupId>tasks<", "<groupId>shop<"));
  }
}
