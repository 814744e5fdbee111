package io.taskq;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Holds the sizes at which a file or a method becomes two. Reviews ask for half of them. */
class SizeTest {

  private static final int LONGEST_FILE = 300;
  private static final int LONGEST_TEST = 400;
  private static final int LONGEST_METHOD = 40;
  private static final int MOST_PARAMETERS = 6;

  @Test
  void files_are_short() {
    assertThat(longerThan(LONGEST_FILE, "src/main", "src/plugin", "src/bench", "src/build"))
        .isEmpty();
    assertThat(longerThan(LONGEST_TEST, "src/test")).isEmpty();
  }

  @Test
  void methods_are_short_and_take_few_parameters() throws IOException {
    var findings = new ArrayList<String>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources = Sources.below("src", ".java");
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      Trees trees = Trees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new MethodSizes(unit, trees.getSourcePositions(), findings).scan(unit, null);
      }
    }
    assertThat(findings).isEmpty();
  }

  private static Stream<String> longerThan(long limit, String... folders) {
    return Stream.of(folders)
        .flatMap(folder -> Sources.below(folder, ".java").stream())
        .filter(file -> Sources.text(file).lines().count() > limit)
        .map(file -> Sources.name(file) + ": " + Sources.text(file).lines().count() + " lines");
  }

  /** Notes every method that is too long or takes too much. The parameters of records are free. */
  private static final class MethodSizes extends TreePathScanner<Void, Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> findings;

    MethodSizes(CompilationUnitTree unit, SourcePositions positions, List<String> findings) {
      this.unit = unit;
      this.positions = positions;
      this.findings = findings;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      String name = Path.of(unit.getSourceFile().getName()).getFileName() + " " + method.getName();
      if (method.getBody() != null && lines(method.getBody()) > LONGEST_METHOD) {
        findings.add(name + " has " + lines(method.getBody()) + " lines");
      }
      if (method.getParameters().size() > MOST_PARAMETERS && !makesRecord(method)) {
        findings.add(name + " takes " + method.getParameters().size() + " parameters");
      }
      return super.visitMethod(method, null);
    }

    private boolean makesRecord(MethodTree method) {
      return method.getName().contentEquals("<init>")
          && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner
          && owner.getKind() == Tree.Kind.RECORD;
    }

    /** The lines between the braces. */
    private long lines(Tree body) {
      var map = unit.getLineMap();
      long first = map.getLineNumber(positions.getStartPosition(unit, body));
      return map.getLineNumber(positions.getEndPosition(unit, body)) - first - 1;
    }
  }
}
