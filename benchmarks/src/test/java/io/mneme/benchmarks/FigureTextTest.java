package io.mneme.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTextTest {
  private final List<Figure> figures =
      List.of(Figure.of("ingest", 300, "events/s").beside(600), Figure.of("warm start", 9.5, "s"));

  @Test
  void jsonHasTheFieldsOfTheContract() {
    assertThat(FigureText.json(figures).toString())
        .isEqualTo(
            """
            [{"measure":"ingest","value":300.0,"unit":"events/s","limit":600.0,"ratio":0.5,"peer":null},\
            {"measure":"warm start","value":9.5,"unit":"s","limit":null,"ratio":null,"peer":null}]\
            """);
  }

  @Test
  void tableShowsWhatHasNoLimitAsADash() {
    assertThat(FigureText.table(figures))
        .isEqualToIgnoringNewLines(
            """
            measure     value  unit      limit  ratio
            ingest     300.00  events/s    600   0.50
            warm start   9.50  s             -      -
            """
                .replace("300.00", "   300"));
  }
}
