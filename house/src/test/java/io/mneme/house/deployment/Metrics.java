package io.mneme.house.deployment;

import io.mneme.house.Repository;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of the time series our code publishes, as Prometheus sees them. */
final class Metrics {
  private static final Pattern BUILDER =
      Pattern.compile(
          "(Counter|Timer|Gauge|DistributionSummary)\\s*\\.builder\\(\\s*(?:\"([a-z.]+)\"|([A-Z_]+))");

  private Metrics() {}

  static Set<String> published() {
    Set<String> names = new TreeSet<>();
    for (Path file : Repository.javaSources()) {
      String source = Repository.read(file);
      Matcher builder = BUILDER.matcher(source);
      while (builder.find()) {
        String name =
            builder.group(2) == null ? constant(source, builder.group(3)) : builder.group(2);
        names.addAll(series(builder.group(1), name.replace('.', '_')));
      }
    }
    return names;
  }

  private static String constant(String source, String name) {
    Matcher value = Pattern.compile(name + "\\s*=\\s*\"([a-z.]+)\"").matcher(source);
    return value.find() ? value.group(1) : "";
  }

  private static Set<String> series(String kind, String name) {
    return switch (kind) {
      case "Counter" -> Set.of(name + "_total");
      case "Gauge" -> Set.of(name);
      case "Timer" -> histogram(name + "_seconds");
      default -> histogram(name);
    };
  }

  private static Set<String> histogram(String name) {
    return Set.of(name + "_count", name + "_sum", name + "_max", name + "_bucket");
  }
}
