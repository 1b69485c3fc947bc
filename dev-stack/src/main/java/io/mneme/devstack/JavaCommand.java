package io.mneme.devstack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a small, quickly started Java server is launched. */
final class JavaCommand {
  /** Options for every server's JVM, with the last word over those given here. */
  private static final String OPTIONS_VARIABLE = "MNEME_JVM_OPTIONS";

  private static final Path NICE = Path.of("/usr/bin/nice");

  /** A tenth of the weight of an ordinary process. */
  private static final String NICENESS = "10";

  private final List<String> words = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private @Nullable ClassArchives archives;
  private String server = "";

  /**
   * With a collector and warnings that suit a small process.
   *
   * @param heapMax for example {@code 256m}
   */
  JavaCommand(String heapMax) {
    words.add(Project.java());
    words.add("-Xmx" + heapMax);
    words.add("-XX:+UseSerialGC");
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("--sun-misc-unsafe-memory-access=allow");
  }

  /** Takes the processor only where nobody else wants it; on systems that know how. */
  JavaCommand yielding() {
    if (Files.isExecutable(NICE)) {
      words.addAll(0, List.of(NICE.toString(), "-n", NICENESS));
    }
    return this;
  }

  /** Starts from the archive of this server's classes, or makes it. */
  JavaCommand archive(ClassArchives archives, String server) {
    this.archives = archives;
    this.server = server;
    return this;
  }

  JavaCommand with(String... options) {
    words.addAll(List.of(options));
    return this;
  }

  JavaCommand environment(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /**
   * The class path goes into the environment: onnxruntime's native library crashes the process when
   * the command line is longer than a page.
   */
  Launch launch(Path directory, List<Path> classPath, String mainClass, String... arguments) {
    environment.put(
        "CLASSPATH",
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    List<String> command = new ArrayList<>(words);
    if (archives != null) {
      command.addAll(archives.options(server, classPath));
    }
    command.addAll(ofEnvironment());
    command.add(mainClass);
    command.addAll(List.of(arguments));
    return new Launch(command, Map.copyOf(environment), directory, "TERM");
  }

  private static List<String> ofEnvironment() {
    String options = System.getenv().getOrDefault(OPTIONS_VARIABLE, "").strip();
    return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
  }
}
