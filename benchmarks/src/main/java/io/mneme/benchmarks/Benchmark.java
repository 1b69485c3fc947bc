package io.mneme.benchmarks;

import java.util.List;
import java.util.Map;

/** Figures of this build, each beside its limit. */
interface Benchmark {

  /** Measures; how far it is goes to the progress it was made with. */
  List<Figure> run() throws Exception;

  /** What each limit is, by the measure it belongs to, for the reader of the table. */
  Map<String, String> limits();
}
