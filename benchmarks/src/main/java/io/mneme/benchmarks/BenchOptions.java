package io.mneme.benchmarks;

import java.util.List;

/**
 * What {@code ./mneme bench} asks for.
 *
 * @param name of the benchmark
 * @param json whether a tool reads the answer
 * @param running whether the stack that runs here is measured instead of a fresh one
 * @param events of an import; 0 for the benchmark's own number
 * @param held memories of {@code bloat}, or of a third measurement of {@code tiers}; 0 for none
 */
record BenchOptions(String name, boolean json, boolean running, int events, int held) {
  private static final String EVENTS = "--events=";
  private static final String HELD = "--held=";

  /**
   * The words after {@code bench}.
   *
   * @throws IllegalArgumentException with the sentence for whoever wrote them
   */
  static BenchOptions parse(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("Which benchmark? There are: " + Catalogue.names() + ".");
    }
    BenchOptions options = new BenchOptions(words.getFirst(), false, false, 0, 0);
    for (String word : words.subList(1, words.size())) {
      options = options.with(word);
    }
    return options;
  }

  private BenchOptions with(String word) {
    if (word.equals("--json")) {
      return new BenchOptions(name, true, running, events, held);
    }
    if (word.equals("--running")) {
      return new BenchOptions(name, json, true, events, held);
    }
    if (word.startsWith(EVENTS)) {
      return new BenchOptions(
          name, json, running, Integer.parseInt(word.substring(EVENTS.length())), held);
    }
    if (word.startsWith(HELD)) {
      return new BenchOptions(
          name, json, running, events, Integer.parseInt(word.substring(HELD.length())));
    }
    throw new IllegalArgumentException("There is no option \"" + word + "\".");
  }
}
