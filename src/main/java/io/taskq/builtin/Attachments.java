package io.taskq.builtin;

import io.taskq.mail.Attachment;
import io.taskq.task.Arguments;
import io.taskq.task.WrongArguments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a mail is to carry: files of one folder by their names, or content that came with the
 * message as {@code {name, content_base64, type}}.
 */
public final class Attachments {

  private static final List<String> MEMBERS = List.of("name", "content_base64", "type");
  private static final int BY_NAME = Integer.MAX_VALUE;

  private final Optional<Folder> folder;
  private final long most;

  /**
   * Makes the reader.
   *
   * @param folder where files must lie; without one, none is read
   * @param most the bytes of one mail's attachments together
   */
  public Attachments(Optional<Path> folder, long most) {
    this.folder = folder.map(Folder::new);
    this.most = most;
  }

  List<Attachment> read(Optional<Object> argument) throws IOException {
    List<Attachment> attachments = new ArrayList<>();
    long left = most;
    for (Object item : items(argument)) {
      Attachment attachment = one(item, left);
      left -= attachment.size();
      if (left < 0) {
        throw new WrongArguments(
            "the attachments are more than %d bytes together (mail.max_attachments)"
                .formatted(most));
      }
      attachments.add(attachment);
    }
    return attachments;
  }

  private static List<?> items(Optional<Object> argument) {
    return switch (argument.orElse(List.of())) {
      case List<?> items -> items;
      case Object item -> List.of(item);
    };
  }

  private Attachment one(Object item, long left) throws IOException {
    try {
      return switch (item) {
        case String name -> file(name, left);
        case Map<?, ?> members -> inMessage(members);
        case null, default ->
            throw new WrongArguments(
                "parameter 'attachments' must be a list of file names or {name, content_base64}");
      };
    } catch (IllegalArgumentException e) {
      throw new WrongArguments("parameter 'attachments': " + e.getMessage());
    }
  }

  private Attachment file(String name, long left) throws IOException {
    String shown = "attachment '%s'".formatted(name);
    Folder allowed =
        folder.orElseThrow(
            () ->
                new WrongArguments(
                    shown + " is a file, and no folder for these is set (mail.attachments)"));
    Path file =
        allowed.file(name, shown).orElseThrow(() -> new WrongArguments(missing(shown, allowed)));
    return new Attachment(file.getFileName().toString(), Optional.empty(), bytes(file, left));
  }

  /** One byte more than there is room for is enough to know; the rest need not be in memory. */
  private static byte[] bytes(Path file, long left) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE));
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw new WrongArguments("attachment '%s' cannot be read".formatted(file.getFileName()));
    }
  }

  private static String missing(String shown, Folder allowed) {
    return "%s: there is no such file in %s (mail.attachments)".formatted(shown, allowed.path());
  }

  private static Attachment inMessage(Map<?, ?> members) {
    Map<String, Object> keyword = new LinkedHashMap<>();
    members.forEach((name, value) -> keyword.put(name.toString(), value));
    Arguments given = new Arguments(List.of(), keyword).atMost(0, MEMBERS);
    String name = given.requiredText(BY_NAME, "name");
    String content = given.requiredText(BY_NAME, "content_base64");
    return new Attachment(name, given.text(BY_NAME, "type"), decode(name, content));
  }

  /** Some encoders break their lines; all else that is no Base64 must not be skipped silently. */
  private static byte[] decode(String name, String content) {
    try {
      return Base64.getDecoder().decode(content.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("content_base64 of '%s' is no Base64".formatted(name), e);
    }
  }
}
