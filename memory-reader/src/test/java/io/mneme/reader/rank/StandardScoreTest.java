package io.mneme.reader.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandardScoreTest {

  @Test
  void scoresAreCountedInDeviationsFromTheMean() {
    // mean 5, deviation 2
    double[] standard = standard(new float[] {2, 4, 4, 4, 5, 5, 7, 9});

    assertThat(standard)
        .containsExactly(new double[] {-1.5, -.5, -.5, -.5, 0, 0, 1, 2}, within(1e-9));
  }

  @Test
  void whatIsUnknownStandsAtTheMeanAndMovesNobody() {
    double[] standard = standard(new float[] {1, Float.NaN, 3});

    assertThat(standard).containsExactly(new double[] {-1, 0, 1}, within(1e-9));
  }

  @Test
  void equalScoresSayNothing() {
    assertThat(standard(new float[] {7, 7, 7})).containsOnly(0);
    assertThat(standard(new float[] {7})).containsOnly(0);
    assertThat(standard(new float[] {Float.NaN})).containsOnly(0);
    assertThat(standard(new float[0])).isEmpty();
  }

  private static double[] standard(float[] scores) {
    StandardScore standard =
        StandardScore.among(scores, IntStream.range(0, scores.length).toArray());
    return IntStream.range(0, scores.length).mapToDouble(i -> standard.of(scores[i])).toArray();
  }

  @Test
  void whatIsNoCandidateMovesNobody() {
    StandardScore standard = StandardScore.among(new float[] {1, 100, 3}, new int[] {0, 2});

    assertThat(standard.of(1)).isEqualTo(-1);
    assertThat(standard.of(3)).isEqualTo(1);
  }
}
