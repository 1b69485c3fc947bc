package io.mneme.benchmarks.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.benchmarks.limit.BareVectors.Hit;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BareVectorsTest {
  private final BareVectors vectors = new BareVectors(List.of("ada", "bob"), 500);

  @Test
  void theNearestComeFirstAndNoneIsNearerThanThey() {
    List<Hit> all = vectors.nearest("ada", "tea?", 500);
    List<Hit> best = vectors.nearest("ada", "tea?", 10);

    assertThat(all).hasSize(500).extracting(Hit::id).doesNotHaveDuplicates();
    assertThat(all).isSortedAccordingTo((a, b) -> Integer.compare(b.score(), a.score()));
    assertThat(best).isEqualTo(all.subList(0, 10));
  }

  @Test
  void usersAndQuestionsAreToldApart() {
    List<Hit> hers = vectors.nearest("ada", "tea?", 10);

    assertThat(vectors.nearest("ada", "tea?", 10)).isEqualTo(hers);
    assertThat(vectors.nearest("bob", "tea?", 10)).isNotEqualTo(hers);
    assertThat(vectors.nearest("ada", "coffee?", 10)).isNotEqualTo(hers);
    assertThat(vectors.nearest("eve", "tea?", 10)).isEmpty();
  }
}
