package io.mneme.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One benchmark after the other, in one table. */
final class SeveralBenchmarks implements Benchmark {
  private final List<Benchmark> parts;

  SeveralBenchmarks(Benchmark... parts) {
    this.parts = List.of(parts);
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (Benchmark part : parts) {
      figures.addAll(part.run());
    }
    return figures;
  }

  @Override
  public Map<String, String> limits() {
    Map<String, String> limits = new TreeMap<>();
    parts.forEach(part -> limits.putAll(part.limits()));
    return limits;
  }
}
