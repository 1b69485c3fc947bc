package io.mneme.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./mneme bench} asks for.
 *
 * @param name of the benchmark
 * @param json whether a tool reads the answer
 * @param running whether the stack that runs here is measured instead of a fresh one
 * @param events of an import; 0 for the benchmark's own number
 * @param held memories of {@code bloat}, or of a third measurement of {@code tiers}, or at most of
 *     one subject in {@code recall-growth}; 0 for none
 * @param plot where {@code recall-growth} draws what it measured; null for nowhere
 */
record BenchOptions(
    String name, boolean json, boolean running, int events, int held, @Nullable Path plot) {
  private static final String EVENTS = "--events=";
  private static final String HELD = "--held=";
  private static final String PLOT = "--plot=";

  /**
   * The words after {@code bench}.
   *
   * @throws IllegalArgumentException with the sentence for whoever wrote them
   */
  static BenchOptions parse(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("Which benchmark? There are: " + Catalogue.names() + ".");
    }
    BenchOptions options = new BenchOptions(words.getFirst(), false, false, 0, 0, null);
    for (String word : words.subList(1, words.size())) {
      options = options.with(word);
    }
    return options;
  }

  private BenchOptions with(String word) {
    if (word.equals("--json")) {
      return new BenchOptions(name, true, running, events, held, plot);
    }
    if (word.equals("--running")) {
      return new BenchOptions(name, json, true, events, held, plot);
    }
    if (word.startsWith(EVENTS)) {
      return new BenchOptions(
          name, json, running, Integer.parseInt(word.substring(EVENTS.length())), held, plot);
    }
    if (word.startsWith(HELD)) {
      return new BenchOptions(
          name, json, running, events, Integer.parseInt(word.substring(HELD.length())), plot);
    }
    if (word.startsWith(PLOT)) {
      return new BenchOptions(
          name, json, running, events, held, Path.of(word.substring(PLOT.length())));
    }
    throw new IllegalArgumentException("There is no option \"" + word + "\".");
  }
}
