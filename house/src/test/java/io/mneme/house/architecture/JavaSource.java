package io.mneme.house.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * How long a source file and its methods are.
 *
 * @param file where it lies
 * @param lines of the file, comments and all
 * @param methods in the order they end
 */
record JavaSource(Path file, int lines, List<Method> methods) {

  /** Parses files; nothing is resolved or compiled. */
  static List<JavaSource> parse(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaSource> sources = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        Path file = Path.of(unit.getSourceFile().toUri());
        List<Method> methods = new ArrayList<>();
        new MethodScanner(unit, positions).scan(unit, methods);
        sources.add(new JavaSource(file, Files.readAllLines(file).size(), List.copyOf(methods)));
      }
    }
    return sources;
  }

  /**
   * One method with a body.
   *
   * @param name its own
   * @param lines from its first modifier to its closing brace
   */
  record Method(String name, int lines) {}

  private static final class MethodScanner extends TreePathScanner<Boolean, List<Method>> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    MethodScanner(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Boolean visitMethod(MethodTree method, List<Method> methods) {
      LineMap lines = unit.getLineMap();
      long first = lines.getLineNumber(positions.getStartPosition(unit, method));
      long last = lines.getLineNumber(positions.getEndPosition(unit, method));
      methods.add(new Method(method.getName().toString(), (int) (last - first + 1)));
      return super.visitMethod(method, methods);
    }
  }
}
