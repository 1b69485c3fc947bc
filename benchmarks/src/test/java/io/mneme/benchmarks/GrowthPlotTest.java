package io.mneme.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.cli.eval.Latencies;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class GrowthPlotTest {
  private final String svg =
      GrowthPlot.of(
          List.of(
              new Growth(100, 10, new Latencies(1, 10, 10)),
              new Growth(1_000, 100, new Latencies(1, 10, 10)),
              new Growth(10_000, 1_000, new Latencies(1, 100, 100))));

  @Test
  void whatGrowsTenfoldWithTheSubjectIsAStraightLineAndWhatDoesNotIsLevel() {
    assertThat(svg)
        .contains("class=\"first\"", "points=\"110.0,296.7 390.0,173.3 670.0,50.0\"")
        .contains("class=\"p50\"", "points=\"110.0,420.0 390.0,420.0 670.0,420.0\"")
        .contains("class=\"p95\"", "points=\"110.0,296.7 390.0,296.7 670.0,173.3\"");
  }

  @Test
  void eachPointIsADotWithItsFigure() {
    assertThat(svg.split("<circle", -1)).hasSize(1 + 9);
    assertThat(svg)
        .contains("<text x=\"670.0\" y=\"42.0\" text-anchor=\"middle\">1,000</text>")
        .contains("<text x=\"110.0\" y=\"438.0\" text-anchor=\"middle\">1.0</text>");
  }

  @Test
  void drawingIsWellFormed() throws Exception {
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement()
                .getTagName())
        .isEqualTo("svg");
  }
}
