package io.mneme.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where things lie in the repository, seen from the folder the tests of this module run in. */
public final class Repository {
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern IGNORED = Pattern.compile("(^|/)(target|node_modules|\\.[a-z]+)/");
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private Repository() {}

  /** Modules of the root pom, in its order. */
  public static List<String> modules() {
    return MODULE.matcher(read(ROOT.resolve("pom.xml"))).results().map(m -> m.group(1)).toList();
  }

  /** Modules that are a service of their own: they have a Main and an application.yml. */
  public static List<String> services() {
    return modules().stream()
        .filter(module -> Files.exists(applicationYml(module)) && !module.equals("cli"))
        .toList();
  }

  public static Path applicationYml(String module) {
    return ROOT.resolve(module).resolve("src/main/resources/application.yml");
  }

  /** Java source files of every module; the fixtures that break rules on purpose left out. */
  public static List<Path> javaSources() {
    return modules().stream()
        .flatMap(module ->
            Stream.of("src/main/java", "src/test/java").map(ROOT.resolve(module)::resolve))
        .filter(Files::exists)
        .flatMap(folder -> filesBelow(folder, ".java").stream())
        .filter(file -> !file.toString().contains("/io/mneme/house/fixture/"))
        .toList();
  }

  /** Pages for people: Markdown files under version control, build folders left out. */
  public static List<Path> pages() {
    return filesBelow(ROOT, ".md");
  }

  /** Files below a folder whose name ends so, build and tool folders left out, in order. */
  public static List<Path> filesBelow(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ending) && Files.isRegularFile(file))
          .filter(file -> !IGNORED.matcher(ROOT.relativize(file).toString()).find())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " is part of the repository", e);
    }
  }

  /** Files of the build below a folder whose name ends so, in order. */
  public static List<Path> builtFiles(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " is not built", e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " is part of the repository", e);
    }
  }

  /** Every match's first group, in order. */
  public static List<String> findAll(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map(result -> result.group(1)).toList();
  }
}
