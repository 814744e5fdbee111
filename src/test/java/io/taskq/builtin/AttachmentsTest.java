package io.taskq.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.mail.Attachment;
import io.taskq.task.FinalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentsTest {

  private static final int MOST = 100;

  @TempDir private Path home;
  private Path folder;
  private Attachments attachments;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(home.resolve("files"));
    attachments = new Attachments(Optional.of(folder), MOST);
  }

  @Test
  void as_much_as_is_allowed_together_is_taken_and_a_byte_more_is_not() throws IOException {
    Files.write(folder.resolve("a"), new byte[MOST - 1]);
    Files.write(folder.resolve("big"), new byte[MOST + 50]);

    assertThat(attachments.read(Optional.of(List.of("a", content(1)))))
        .extracting(Attachment::size)
        .containsExactly(99L, 1L);
    String words = "the attachments are more than 100 bytes together (mail.max_attachments)";
    assertRefused(List.of("a", content(2)), words);
    assertRefused(List.of("big"), words);
    assertRefused(List.of(content(MOST), "a"), words);
  }

  @Test
  void one_that_is_no_list_is_one() throws IOException {
    Files.write(folder.resolve("a"), new byte[3]);

    assertThat(attachments.read(Optional.of("a"))).hasSize(1);
    assertThat(attachments.read(Optional.of(content(1)))).hasSize(1);
    assertThat(attachments.read(Optional.empty())).isEmpty();
  }

  @Test
  void an_absolute_path_inside_of_the_folder_is_a_file_of_it() throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[3]);

    assertThat(attachments.read(Optional.of(file.toString()))).hasSize(1);
  }

  @Test
  void without_a_folder_no_file_is_read() throws IOException {
    Files.write(folder.resolve("a"), new byte[3]);
    Attachments none = new Attachments(Optional.empty(), MOST);

    assertThatThrownBy(() -> none.read(Optional.of(List.of("a"))))
        .isInstanceOf(FinalFailure.class)
        .hasMessage("attachment 'a' is a file, and no folder for these is set (mail.attachments)");
    assertThat(none.read(Optional.of(content(1)))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "x/../../secret", "/etc/passwd", "..", "link", "up/secret"})
  void nothing_outside_of_the_folder_is_read(String name) throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), "s3cr3t");
    Files.createSymbolicLink(folder.resolve("link"), secret);
    Files.createSymbolicLink(folder.resolve("up"), home);

    assertRefused(name, "attachment '%s' is outside of the folder it must lie in".formatted(name));
  }

  @Test
  void what_is_no_attachment_is_refused_and_says_why() throws IOException {
    Files.createDirectory(folder.resolve("sub"));

    assertRefused("none.pdf", "attachment 'none.pdf': there is no such file in " + folder);
    assertRefused("sub", "attachment 'sub': there is no such file in");
    assertRefused("a\0b", "is no name of a file");
    assertRefused(7L, "parameter 'attachments' must be a list of file names or {name,");
    assertRefused(Map.of("name", "a"), "parameter 'content_base64' is missing");
    assertRefused(Map.of("content_base64", "AA=="), "parameter 'name' is missing");
    assertRefused(
        Map.of("name", "a", "content", "AA=="),
        "there is no parameter 'content', only name, content_base64, type");
    assertRefused(
        Map.of("name", "a", "content_base64", "A*A="), "content_base64 of 'a' is no Base64");
    assertRefused(named("a\r\nBcc: x", "x/y"), "'attachments': the name of an attachment has a");
    assertRefused(named("../a", "x/y"), "attachment '../a' has no name that a file can have");
    assertRefused(named("a\u2028\u2028b", "x/y"), "has no name that a file can have");
    assertRefused(named("云".repeat(86), "x/y"), "longer than 255 bytes");
    assertRefused(named("a", "x/y\r\nBcc: x"), "attachment 'a' has the type");
    assertRefused(named("a", "multipart/mixed"), "attachment 'a' has the type 'multipart/mixed'");
  }

  private static Map<String, Object> content(int bytes) {
    return Map.of(
        "name", "c", "content_base64", Base64.getEncoder().encodeToString(new byte[bytes]));
  }

  private static Map<String, Object> named(String name, String type) {
    return Map.of("name", name, "content_base64", "AA==", "type", type);
  }

  private void assertRefused(Object argument, String words) {
    assertThatThrownBy(() -> attachments.read(Optional.of(argument)))
        .isInstanceOf(FinalFailure.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("s3cr3t");
  }
}
