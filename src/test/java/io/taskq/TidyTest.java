package io.taskq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what a reader notices first: lines, names, places and links. */
class TidyTest {

  private static final int LONGEST_LINE = 100;
  private static final Pattern LINK = Pattern.compile("\\[[^\\]\\n]*\\]\\(([^)#\\s]+)[^)]*\\)");

  private static final List<Path> CODE = Sources.below("src", ".java", ".lua");
  private static final List<Path> SCRIPTS =
      Stream.of(Sources.below("bin", ""), Sources.below(".ci", ""), Sources.below("src", ".sh"))
          .flatMap(List::stream)
          .toList();

  @Test
  void the_top_level_holds_what_was_agreed_and_nothing_else() throws IOException {
    Set<String> agreed = Set.of("pom.xml", "src", "bin", "config", "README.md");
    // What .gitignore names is not part of the project.
    Set<String> madeByTools = Set.of("target", "outbox");
    try (Stream<Path> files = Files.list(Sources.ROOT)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> agreed.contains(name) || madeByTools.contains(name) || isDotFile(name));
    }
  }

  private static boolean isDotFile(String name) {
    return name.startsWith(".");
  }

  @Test
  void lines_fit_the_screen() {
    assertThat(linesThat(line -> line.length() > LONGEST_LINE && !line.startsWith("import ")))
        .isEmpty();
  }

  @Test
  void no_tabs_no_blanks_at_the_end() {
    assertThat(linesThat(line -> line.indexOf('\t') >= 0 || line.endsWith(" "))).isEmpty();
  }

  @Test
  void nothing_is_left_for_later() {
    // Split, so that this line is not its own finding.
    Pattern later = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    assertThat(linesThat(line -> later.matcher(line).find())).isEmpty();
  }

  @Test
  void names_say_what_a_thing_is() {
    Pattern empty = Pattern.compile("(Util|Utils|Helper|Helpers|Manager|Impl)\\.java$");
    Pattern drawer = Pattern.compile("/(util|utils|impl|helper|common|misc|model|exceptions)/");
    assertThat(CODE.stream().map(Sources::name))
        .noneMatch(name -> empty.matcher(name).find() || drawer.matcher(name).find());
  }

  @Test
  void every_package_says_what_it_is_for() {
    assertThat(Sources.below("src", ".java").stream().map(Path::getParent).distinct())
        .filteredOn(folder -> folder.toString().contains("io/taskq"))
        .filteredOn(folder -> !folder.startsWith(Sources.ROOT.resolve("src/test")))
        .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
  }

  @Test
  void only_keys_builds_keys() {
    Pattern key = Pattern.compile("\"(taskq:[^ \"]|celery-task-meta|_kombu|unacked)");
    assertThat(
            Sources.below("src/main/java", ".java").stream()
                .filter(file -> !file.getFileName().toString().matches("(Queue)?Keys?\\.java"))
                .filter(file -> !file.endsWith("QueueName.java"))
                .flatMap(Sources::lines)
                .filter(line -> key.matcher(Sources.bare(line)).find()))
        .isEmpty();
  }

  /** An unpinned plug-in would be an ancient one, which runs no test and says SUCCESS. */
  @Test
  void every_plugin_of_the_build_has_a_version() {
    String pom = Sources.text(Sources.ROOT.resolve("pom.xml"));
    List<String> plugins =
        Pattern.compile("(?s)<plugin>(.*?)</plugin>")
            .matcher(pom)
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(plugins)
        .allMatch(plugin -> plugin.contains("-plugin</artifactId>\n        <version>"));
    List<String> ofTheLifecycle =
        List.of("clean", "resources", "compiler", "surefire", "failsafe", "jar", "install", "site");
    for (String name : ofTheLifecycle) {
      assertThat(pom).contains("<artifactId>maven-" + name + "-plugin</artifactId>");
    }
  }

  @Test
  void links_in_documents_lead_somewhere() {
    List<Path> documents =
        Stream.of(Sources.below("src", ".md"), Sources.below(".github", ".md"), readme())
            .flatMap(List::stream)
            .toList();
    assertThat(documents).isNotEmpty();
    assertThat(documents).allSatisfy(TidyTest::linksLeadSomewhere);
  }

  private static List<Path> readme() {
    return Stream.of(Sources.ROOT.resolve("README.md")).filter(Files::exists).toList();
  }

  private static void linksLeadSomewhere(Path document) {
    Matcher links = LINK.matcher(Sources.text(document));
    while (links.find()) {
      String target = links.group(1);
      if (!target.matches("[a-z]+:.*")) {
        assertThat(document.resolveSibling(target)).as(Sources.name(document)).exists();
      }
    }
  }

  private static Stream<String> linesThat(Predicate<String> rule) {
    return Stream.concat(CODE.stream(), SCRIPTS.stream())
        .flatMap(Sources::lines)
        .filter(line -> rule.test(Sources.bare(line)));
  }
}
