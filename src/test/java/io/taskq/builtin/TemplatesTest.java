package io.taskq.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.task.FinalFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {

  @TempDir private Path home;
  private Path folder;
  private Templates templates;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(home.resolve("templates"));
    templates = new Templates(folder);
  }

  @Test
  void both_forms_and_the_subject_are_filled() throws IOException {
    write("welcome.html", "<p>你好 {{name}}, <a href=\"{{link}}\">go</a> {{ n }}</p>\n");
    write("welcome.txt", "你好 {{name}}: {{link}}\n");
    write("welcome.subject.txt", "欢迎 {{name}}\n");

    Content content =
        templates.fill("welcome", Map.of("name", "云<海>", "link", "https://x/?a=1&b=\"2'", "n", 7L));

    assertThat(content.html())
        .contains("<p>你好 云&lt;海&gt;, <a href=\"https://x/?a=1&amp;b=&quot;2&#39;\">go</a> 7</p>\n");
    assertThat(content.text()).contains("你好 云<海>: https://x/?a=1&b=\"2'\n");
    assertThat(content.subject()).contains("欢迎 云<海>");
  }

  @Test
  void one_form_is_enough_and_may_lie_deeper() throws IOException {
    Files.createDirectory(folder.resolve("de"));
    write("de/plain.txt", "Hallo");
    write("web.html", "<b>{{ok}}</b>");

    assertThat(templates.fill("de/plain", Map.of()).html()).isEmpty();
    assertThat(templates.fill("web", Map.of("ok", true)).text()).isEmpty();
    assertThat(templates.fill("web", Map.of("ok", true)).html()).contains("<b>true</b>");
  }

  @Test
  void what_a_value_holds_is_never_read_as_a_template() throws IOException {
    write("a.txt", "{{x}} {{y}}");

    assertThat(templates.fill("a", Map.of("x", "{{y}} $1 \\", "y", "{{{")).text())
        .contains("{{y}} $1 \\ {{{");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{link}}        | template 'a.txt' needs 'link', which 'vars' does not have",
        "{{list}}        | template 'a.txt' needs 'list', which must be text, a number or a"
            + " boolean",
        "{{nothing}}     | template 'a.txt' needs 'nothing', which must be text",
        "{{{name}}}      | template 'a.txt' has '{{{', and values that are not escaped",
        "{{#if name}}    | template 'a.txt' has {{#if name}}: only names can be put there",
        "{{name.length}} | template 'a.txt' has {{name.length}}: only names can be put there",
        "{{}}            | template 'a.txt' has {{}}: only names can be put there",
        "{{name          | template 'a.txt' has '{{' without a name and '}}'"
      })
  void what_cannot_be_filled_names_the_template_and_the_variable(String text, String words)
      throws IOException {
    write("a.txt", text);
    Map<String, Object> vars = new LinkedHashMap<>(Map.of("name", "x", "list", List.of(1L)));
    vars.put("nothing", null);

    assertRefused("a", vars, words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../secret", "../templates-too/x", "de/../../secret", "/etc/hosts", "..", "."})
  void a_name_that_leads_out_of_the_folder_is_refused_whether_it_exists_or_not(String name)
      throws IOException {
    Files.writeString(home.resolve("secret.txt"), "s3cr3t");

    assertRefused(name, Map.of(), name.length() < 3 ? "there is no template" : "is outside of");
  }

  @Test
  void an_absolute_path_is_no_way_around() throws IOException {
    Path secret = Files.writeString(home.resolve("secret.txt"), "s3cr3t");

    assertRefused(secret.toString().replace(".txt", ""), Map.of(), "is outside of the folder");
  }

  @Test
  void a_link_out_of_the_folder_is_refused() throws IOException {
    Files.writeString(home.resolve("secret.txt"), "s3cr3t");
    Files.createSymbolicLink(folder.resolve("a.txt"), home.resolve("secret.txt"));
    Files.createSymbolicLink(folder.resolve("up"), home);

    assertRefused("a", Map.of(), "template 'a' is outside of the folder it must lie in");
    assertRefused("up/secret", Map.of(), "is outside of the folder");
  }

  @Test
  void a_template_that_is_not_there_or_not_readable_says_so() throws IOException {
    Files.write(folder.resolve("gbk.txt"), "你好".getBytes(StandardCharsets.UTF_16));
    write("only.subject.txt", "s");

    assertRefused("none", Map.of(), "neither none.html nor none.txt is in " + folder);
    assertRefused("only", Map.of(), "there is no template 'only'");
    assertRefused("a\0b", Map.of(), "is no name of a file");
    assertRefused("x".repeat(5000), Map.of(), "there is no template");
    assertRefused("gbk", Map.of(), "template 'gbk.txt' is not UTF-8");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void assertRefused(String name, Map<String, Object> vars, String words) {
    assertThatThrownBy(() -> templates.fill(name, vars))
        .isInstanceOf(FinalFailure.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("s3cr3t");
  }
}
