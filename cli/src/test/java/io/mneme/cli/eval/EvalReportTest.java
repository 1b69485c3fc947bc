package io.mneme.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.cli.eval.RecallMeasure.Asked;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvalReportTest {
  private final EvalReport report =
      new EvalReport(
          List.of(
              new Asked(1, Set.of("a"), List.of("a")),
              new Asked(4, Set.of("a", "b"), List.of("x", "b")),
              new Asked(5, Set.of("a"), List.of("x"))),
          2,
          3,
          new EvalReport.Loaded(1, 400, 400, 2.0),
          new Latencies(10, 20, 30),
          0);

  @Test
  void jsonHasTheFieldsOfTheContract() {
    JsonNode json = report.json();

    assertThat(json.path("n").asInt()).isEqualTo(2);
    for (String cut : List.of("1", "5", "10", "20", "50")) {
      assertThat(json.path("recall_at").path(cut).isNumber()).isTrue();
      assertThat(json.path("all_at").path(cut).isNumber()).isTrue();
    }
    assertThat(json.path("mrr").asDouble()).isEqualTo(0.75);
    assertThat(json.path("ndcg_at_10").isNumber()).isTrue();
    assertThat(json.path("latency_ms").path("p95").asDouble()).isEqualTo(20);
    assertThat(json.path("latency_ms").has("p50")).isTrue();
    assertThat(json.path("latency_ms").has("p99")).isTrue();
    assertThat(json.path("ingest_events_per_s").asDouble()).isEqualTo(200);
    assertThat(json.path("accepted").asLong()).isEqualTo(400);
    assertThat(json.path("stored").asLong()).isEqualTo(400);
    assertThat(json.path("evidence_dropped").asInt()).isEqualTo(3);
  }

  @Test
  void adversarialQuestionsStandApartFromTheHeadline() {
    JsonNode json = report.json();

    assertThat(json.path("recall_at").path("50").asDouble()).isEqualTo(0.75);
    assertThat(json.path("by_category").path("5").path("n").asInt()).isEqualTo(1);
    assertThat(json.path("by_category").path("5").path("recall_at").path("50").asDouble())
        .isEqualTo(0.0);
  }

  @Test
  void tableShowsSharesInPerCent() {
    assertThat(report.text())
        .contains("categories 1-4", "5 adversarial", "75.0", "400 of 400 accepted");
  }
}
