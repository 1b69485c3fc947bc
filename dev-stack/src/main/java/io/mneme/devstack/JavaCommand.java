package io.mneme.devstack;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of a small, quickly started Java server. */
final class JavaCommand {
  private final List<String> words = new ArrayList<>();

  /**
   * @param heapMax for example {@code 256m}
   */
  JavaCommand(String heapMax) {
    words.add(Project.java());
    words.add("-Xmx" + heapMax);
    words.add("-XX:+UseSerialGC");
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("--sun-misc-unsafe-memory-access=allow");
  }

  /**
   * Keeps loaded classes in a file, made at the first orderly end and used by every start after: a
   * third to a half less work. The JVM checks that it fits the class path, and makes it anew.
   */
  JavaCommand archive(Path file) {
    words.add("-XX:+AutoCreateSharedArchive");
    words.add("-XX:SharedArchiveFile=" + file);
    words.add("-Xlog:disable"); // an archive that does not fit is no news; errors are
    words.add("-Xlog:all=error:stderr");
    return this;
  }

  JavaCommand with(String... options) {
    words.addAll(List.of(options));
    return this;
  }

  List<String> run(List<Path> classPath, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>(words);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(mainClass);
    command.addAll(List.of(arguments));
    return command;
  }
}
