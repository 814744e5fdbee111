package io.taskq.builtin;

import io.taskq.task.WrongArguments;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The folder of the templates. {@code welcome} is {@code welcome.html}, {@code welcome.txt}, or
 * both, and the subject is in {@code welcome.subject.txt}. They are read for each mail, so that a
 * change of one needs no restart.
 */
public final class Templates {

  private final Folder folder;

  /**
   * Makes the reader of a folder, which need not exist before it is asked for.
   *
   * @param folder where they lie
   */
  public Templates(Path folder) {
    this.folder = new Folder(folder);
  }

  Content fill(String name, Map<?, ?> vars) throws IOException {
    Content content =
        new Content(
            fill(name, ".subject.txt", vars, UnaryOperator.identity()).map(String::strip),
            fill(name, ".txt", vars, UnaryOperator.identity()),
            fill(name, ".html", vars, Template::asHtml));
    if (content.text().isEmpty() && content.html().isEmpty()) {
      throw new WrongArguments(
          "there is no template '%s': neither %s.html nor %s.txt is in %s (mail.templates)"
              .formatted(name, name, name, folder.path()));
    }
    return content;
  }

  private Optional<String> fill(
      String name, String ending, Map<?, ?> vars, UnaryOperator<String> escape) throws IOException {
    Optional<Path> file = folder.file(name + ending, "template '%s'".formatted(name));
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(new Template(name + ending, read(file.get(), name + ending)))
            .map(template -> template.fill(vars, escape));
  }

  private static String read(Path file, String shown) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new WrongArguments("template '%s' is not UTF-8".formatted(shown));
    }
  }
}
