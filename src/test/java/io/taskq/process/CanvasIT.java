package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Celery;
import io.taskq.testing.Command;
import io.taskq.testing.WithCelery;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chains, groups, chords and callbacks of a real client, by workers of both kinds. */
@WithCelery
@Timeout(300)
class CanvasIT extends AtSite {

  @Test
  void each_shape_with_each_part_on_each_side_ends_as_it_should() throws Exception {
    site.write("canvas_tasks.py", resource("canvas_tasks.py").replace("URL", server.url()));
    site.write("taskq.yml", "task_defaults: {retries: {max: 0}}\n");
    celeryWorker();
    site.worker("-Q", "java", "-c", "4");

    String program = "import sys\nsys.path.insert(0, '" + site.folder() + "')\n";
    List<String> said = Celery.run(program + resource("canvas.py"), "").lines().toList();

    assertThat(said).noneMatch(line -> line.startsWith("BAD"));
    assertThat(said.stream().map(line -> line.substring("shape ".length())))
        .as("the shapes tried, and those the table in CELERY.md promises")
        .containsExactlyInAnyOrderElementsOf(promised());
    assertThat(site.keysLike("taskq:{java}:inf")).isEmpty();
  }

  @Test
  void what_celery_can_write_is_read_or_refused_by_name_and_never_met_with_silence()
      throws Exception {
    site.write("canvas_tasks.py", resource("canvas_tasks.py").replace("URL", server.url()));
    site.worker("-Q", "java", "-c", "2");

    String program = "import sys\nsys.path.insert(0, '" + site.folder() + "')\n";
    List<String> said = Celery.run(program + resource("content.py"), "").lines().toList();

    assertThat(said.subList(0, 6)).containsOnly("True");
    String accepted = " is not accepted, only application/json";
    assertThat(said.subList(6, 9))
        .containsExactly(
            "DecodeError: content type 'application/x-python-serialize' (pickle)" + accepted,
            "DecodeError: content type 'application/x-yaml' (yaml)" + accepted,
            "DecodeError: compression bzip2 is not read, only gzip is");
  }

  private void celeryWorker() {
    String words = "-m celery -A canvas_tasks worker -Q py -P threads -c 4 -l info";
    Command command = Command.of((Celery.PYTHON + " " + words).split(" ", -1));
    site.program(command).saying("ready.");
  }

  /** The first column of the table below the heading Canvas. */
  private static List<String> promised() throws IOException {
    return Files.readString(Path.of("src/docs/CELERY.md"))
        .lines()
        .dropWhile(line -> !line.equals("## Canvas"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| ") && !line.startsWith("| shape "))
        .map(line -> line.split("\\|", -1)[1].strip())
        .toList();
  }

  static String resource(String name) {
    try (InputStream in = CanvasIT.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
