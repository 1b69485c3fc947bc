package io.mneme.reader.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StandardScoreTest {

  @Test
  void scoresAreCountedInDeviationsFromTheMean() {
    // mean 5, deviation 2
    double[] standard = StandardScore.of(new float[] {2, 4, 4, 4, 5, 5, 7, 9});

    assertThat(standard)
        .containsExactly(new double[] {-1.5, -.5, -.5, -.5, 0, 0, 1, 2}, within(1e-9));
  }

  @Test
  void whatIsUnknownStandsAtTheMeanAndMovesNobody() {
    double[] standard = StandardScore.of(new float[] {1, Float.NaN, 3});

    assertThat(standard).containsExactly(new double[] {-1, 0, 1}, within(1e-9));
  }

  @Test
  void equalScoresSayNothing() {
    assertThat(StandardScore.of(new float[] {7, 7, 7})).containsOnly(0);
    assertThat(StandardScore.of(new float[] {7})).containsOnly(0);
    assertThat(StandardScore.of(new float[] {Float.NaN})).containsOnly(0);
    assertThat(StandardScore.of(new float[0])).isEmpty();
  }
}
