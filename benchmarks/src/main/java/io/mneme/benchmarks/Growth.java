package io.mneme.benchmarks;

import io.mneme.cli.eval.Latencies;
import java.util.List;

/**
 * What a question cost of a subject of one size.
 *
 * @param memories of the subject
 * @param firstMillis the first question, which reads everything the subject remembers
 * @param asked those after it
 */
record Growth(int memories, double firstMillis, Latencies asked) {

  /** As every benchmark tells what it measured. */
  List<Figure> figures() {
    String measure = "recall_growth_" + memories;
    return List.of(
        Figure.of(measure + " first", firstMillis, "ms"),
        Figure.of(measure + " p50", asked.p50(), "ms"),
        Figure.of(measure + " p95", asked.p95(), "ms"));
  }
}
