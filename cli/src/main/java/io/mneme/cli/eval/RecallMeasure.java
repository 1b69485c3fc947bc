package io.mneme.cli.eval;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How well rankings find what they should. Per question, over the ranked turns: recall@k = gold
 * found in the top k / gold; all@k = 1 when all gold is in the top k; MRR = 1 / rank of the first
 * gold; nDCG@10 with binary gains and an ideal of min(10, gold) ones (Järvelin and Kekäläinen,
 * 2002). Figures are means over questions.
 */
public final class RecallMeasure {
  /** The cuts that are reported. */
  public static final List<Integer> CUTS = List.of(1, 5, 10, 20, 50);

  private static final int NDCG_CUT = 10;

  private RecallMeasure() {}

  /**
   * A question that was asked.
   *
   * @param category of the benchmark
   * @param gold turns that hold the answer, at least one
   * @param ranked turns as they were found, best first, none twice
   */
  public record Asked(int category, Set<String> gold, List<String> ranked) {
    public Asked {
      if (gold.isEmpty()) {
        throw new IllegalArgumentException("a question without gold cannot be measured");
      }
    }
  }

  /**
   * Means over questions, 0 to 1.
   *
   * @param n how many questions
   */
  public record Scores(
      int n,
      Map<Integer, Double> recallAt,
      Map<Integer, Double> allAt,
      double mrr,
      double ndcgAt10) {}

  /** The means; of no questions they are 0. */
  public static Scores of(List<Asked> questions) {
    Map<Integer, Double> recallAt = new TreeMap<>();
    Map<Integer, Double> allAt = new TreeMap<>();
    for (int cut : CUTS) {
      recallAt.put(cut, mean(questions, asked -> recall(asked, cut)));
      allAt.put(cut, mean(questions, asked -> found(asked, cut) == asked.gold().size() ? 1 : 0));
    }
    return new Scores(
        questions.size(),
        recallAt,
        allAt,
        mean(questions, RecallMeasure::reciprocalRank),
        mean(questions, RecallMeasure::ndcg));
  }

  private static double mean(List<Asked> questions, ToDoubleFunction<Asked> measure) {
    return questions.stream().mapToDouble(measure).average().orElse(0);
  }

  static double recall(Asked asked, int cut) {
    return (double) found(asked, cut) / asked.gold().size();
  }

  private static long found(Asked asked, int cut) {
    return asked.ranked().stream().limit(cut).filter(asked.gold()::contains).count();
  }

  static double reciprocalRank(Asked asked) {
    for (int i = 0; i < asked.ranked().size(); i++) {
      if (asked.gold().contains(asked.ranked().get(i))) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }

  static double ndcg(Asked asked) {
    double gained = 0;
    for (int i = 0; i < Math.min(NDCG_CUT, asked.ranked().size()); i++) {
      gained += asked.gold().contains(asked.ranked().get(i)) ? discounted(i) : 0;
    }
    double ideal = 0;
    for (int i = 0; i < Math.min(NDCG_CUT, asked.gold().size()); i++) {
      ideal += discounted(i);
    }
    return gained / ideal;
  }

  /** A gain of one at this place, from 0. */
  private static double discounted(int place) {
    return Math.log(2) / Math.log(place + 2.0);
  }
}
