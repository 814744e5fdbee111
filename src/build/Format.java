import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or applies Google's Java format: {@code java Format.java check|apply FOLDER...}.
 *
 * <p>Maven runs it as a source file, on the JDK of the toolchain: the formatter parses with the
 * parser of the JDK it runs on, and the one Maven runs on may not know the language of the project.
 */
final class Format {

  private static final Formatter FORMATTER = new Formatter();

  private Format() {}

  /** Exits with 1 when a file is not in the format and may not be changed. */
  public static void main(String[] args) throws IOException, FormatterException {
    boolean apply = args[0].equals("apply");
    List<Path> wrong = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      for (Path file : sourcesBelow(Path.of(args[i]))) {
        if (isWrong(file, apply)) {
          wrong.add(file);
        }
      }
    }
    wrong.forEach(file -> System.out.println((apply ? "formatted " : "not formatted: ") + file));
    if (!apply && !wrong.isEmpty()) {
      System.out.println("Run bin/check, which formats first.");
      System.exit(1);
    }
  }

  private static List<Path> sourcesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static boolean isWrong(Path file, boolean apply) throws IOException, FormatterException {
    String before = Files.readString(file, UTF_8);
    String after = FORMATTER.formatSourceAndFixImports(before);
    if (apply && !after.equals(before)) {
      Files.writeString(file, after, UTF_8);
    }
    return !after.equals(before);
  }
}
