package io.mneme.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class PeerAnswersTest {

  @Test
  void theLastResultCountsWhateverElseIsPrinted() throws IOException {
    String printed =
        """
        (node:1) DeprecationWarning: something
        RESULT {"per_second": 1.0, "found": 10}
        RESULT {"per_second": 7.5, "found": 10}
        goodbye
        """;

    assertThat(PeerAnswers.parse("mem0", printed)).isEqualTo(new PeerAnswers(7.5, 10));
  }

  @Test
  void whoeverDidNotFinishHasNoFigure() {
    assertThatThrownBy(() -> PeerAnswers.parse("mem0", "Error: no database\n\n"))
        .isInstanceOf(IOException.class)
        .hasMessage("mem0 did not finish: Error: no database");
  }

  @Test
  void whoeverFoundNothingHasNoFigure() {
    assertThatThrownBy(
            () -> PeerAnswers.parse("mem0", "RESULT {\"per_second\": 9000.0, \"found\": 0}"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("mem0 found nothing");
  }

  @Test
  void aPeerUsesTheSameServer() {
    Peer.PeerStore store = new Peer.PeerStore("jdbc:postgresql://127.0.0.1:5433/mneme", "a", "b");

    assertThat(store.host()).isEqualTo("127.0.0.1");
    assertThat(store.port()).isEqualTo(5433);
    assertThat(store.urlOf("other")).isEqualTo("jdbc:postgresql://127.0.0.1:5433/other");
  }
}
