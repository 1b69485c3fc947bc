package io.mneme.house.deployment;

import io.mneme.house.Repository;
import io.mneme.house.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Environment variables a module reads: in its sources and settings, or in the platform's. */
final class Variables {
  private static final Pattern NAME = Pattern.compile("(MNEME_[A-Z0-9_]+[A-Z0-9])");

  private Variables() {}

  static Set<String> readBy(String module) {
    Set<String> names = new TreeSet<>();
    Stream.of(module, "platform", "embedding", "storage")
        .map(room -> Repository.ROOT.resolve(room).resolve("src/main"))
        .filter(Files::exists)
        .flatMap(folder -> Repository.filesBelow(folder, "").stream())
        .filter(Variables::isReadable)
        .forEach(file -> names.addAll(Repository.findAll(NAME, Repository.read(file))));
    return names;
  }

  /** Variables of a service whose default is this machine: in a container that is nobody. */
  static Set<String> neededBy(String service) {
    Set<String> needed = new TreeSet<>();
    for (Setting setting : Setting.of(service)) {
      if (setting.standard().contains("127.0.0.1")
          || setting.standard().startsWith("file:")
          || setting.standard().startsWith("/tmp")) {
        needed.add(setting.variable());
      }
    }
    return needed;
  }

  private static boolean isReadable(Path file) {
    return file.toString().matches(".*\\.(java|yml|xml|properties)");
  }
}
