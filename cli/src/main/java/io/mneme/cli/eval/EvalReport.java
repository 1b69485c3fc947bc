package io.mneme.cli.eval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.console.Table;
import io.mneme.cli.eval.RecallMeasure.Asked;
import io.mneme.cli.eval.RecallMeasure.Scores;
import io.mneme.schemas.Json;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an evaluation found, as JSON and as a table. Shares are 0 to 1 in JSON, per cent in the
 * table.
 *
 * @param asked every question that could be measured
 * @param unmeasured questions without a valid gold turn
 * @param evidenceDropped gold ids that name no turn
 * @param loaded how the file got in
 * @param latencies of the HTTP calls
 * @param degraded answers that said they were not at their best
 */
record EvalReport(
    List<Asked> asked,
    int unmeasured,
    int evidenceDropped,
    Loaded loaded,
    Latencies latencies,
    long degraded) {
  /** Categories of the headline; 5 is adversarial and stands apart. */
  private static final List<Integer> HEADLINE = List.of(1, 2, 3, 4);

  private static final int ADVERSARIAL = 5;
  private static final Map<Integer, String> NAMES =
      Map.of(
          1,
          "1 multi-hop",
          2,
          "2 temporal",
          3,
          "3 open-domain",
          4,
          "4 single-hop",
          ADVERSARIAL,
          "5 adversarial");

  /**
   * How the file got in.
   *
   * @param conversations each a user of its own
   * @param accepted events the gateway took
   * @param stored of these, found again by listing
   * @param seconds from the first request until all were applied
   */
  record Loaded(int conversations, long accepted, long stored, double seconds) {
    double eventsPerSecond() {
      return seconds <= 0 ? 0 : accepted / seconds;
    }
  }

  private Scores headline() {
    return RecallMeasure.of(
        asked.stream().filter(one -> HEADLINE.contains(one.category())).toList());
  }

  private List<Integer> categories() {
    return asked.stream().map(Asked::category).distinct().sorted().toList();
  }

  private Scores category(int category) {
    return RecallMeasure.of(asked.stream().filter(one -> one.category() == category).toList());
  }

  ObjectNode json() {
    ObjectNode report = scores(headline());
    ObjectNode byCategory = report.putObject("by_category");
    for (int category : categories()) {
      byCategory.set(Integer.toString(category), scores(category(category)));
    }
    report
        .putObject("latency_ms")
        .put("p50", rounded(latencies.p50()))
        .put("p95", rounded(latencies.p95()))
        .put("p99", rounded(latencies.p99()));
    return report
        .put("ingest_events_per_s", rounded(loaded.eventsPerSecond()))
        .put("ingest_seconds", rounded(loaded.seconds()))
        .put("conversations", loaded.conversations())
        .put("accepted", loaded.accepted())
        .put("stored", loaded.stored())
        .put("evidence_dropped", evidenceDropped)
        .put("questions_without_gold", unmeasured)
        .put("degraded_answers", degraded);
  }

  private static ObjectNode scores(Scores scores) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("n", scores.n());
    json.set("recall_at", cuts(scores.recallAt()));
    json.set("all_at", cuts(scores.allAt()));
    return json.put("mrr", rounded(scores.mrr())).put("ndcg_at_10", rounded(scores.ndcgAt10()));
  }

  private static ObjectNode cuts(Map<Integer, Double> shares) {
    ObjectNode json = Json.mapper().createObjectNode();
    shares.forEach((cut, share) -> json.put(Integer.toString(cut), rounded(share)));
    return json;
  }

  /** Four decimals: no run repeats more. */
  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  String text() {
    Table table =
        new Table(
            "questions",
            "n",
            "R@1",
            "R@5",
            "R@10",
            "R@20",
            "R@50",
            "all@5",
            "all@10",
            "all@20",
            "MRR",
            "nDCG@10");
    add(table, "categories 1-4", headline());
    for (int category : categories()) {
      add(table, NAMES.getOrDefault(category, Integer.toString(category)), category(category));
    }
    Formatter text = new Formatter(Locale.ROOT);
    text.format("%s", table.text(Integer.MAX_VALUE));
    text.format(
        "R@k: gold turns found in the first k, per cent; all@k: questions with all there.%n");
    text.format(
        "recall   p50 %.1f ms, p95 %.1f ms, p99 %.1f ms over HTTP, one question at a time%n",
        latencies.p50(), latencies.p95(), latencies.p99());
    text.format(
        "ingest   %,d events of %d conversations in %.1f s until searchable: %,.0f/s%n",
        loaded.accepted(), loaded.conversations(), loaded.seconds(), loaded.eventsPerSecond());
    text.format("stored   %,d of %,d accepted%n", loaded.stored(), loaded.accepted());
    text.format(
        "left out %d gold ids that name no turn, %d questions with none left%n",
        evidenceDropped, unmeasured);
    if (degraded > 0) {
      text.format("degraded %d answers were not at their best%n", degraded);
    }
    return text.toString();
  }

  private static void add(Table table, String name, Scores scores) {
    table.row(
        name,
        scores.n(),
        percent(scores.recallAt(), 1),
        percent(scores.recallAt(), 5),
        percent(scores.recallAt(), 10),
        percent(scores.recallAt(), 20),
        percent(scores.recallAt(), 50),
        percent(scores.allAt(), 5),
        percent(scores.allAt(), 10),
        percent(scores.allAt(), 20),
        String.format(Locale.ROOT, "%.3f", scores.mrr()),
        String.format(Locale.ROOT, "%.3f", scores.ndcgAt10()));
  }

  private static String percent(Map<Integer, Double> shares, int cut) {
    return String.format(Locale.ROOT, "%.1f", 100 * shares.getOrDefault(cut, 0.0));
  }
}
