package io.mneme.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.tier.Tier;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void everyConstantIsFoundByItsWordAndNothingElseIs() {
    assertThat(Words.constants(Tier.values())).hasSize(Tier.values().length);
    for (Tier tier : Tier.values()) {
      assertThat(Words.constants(Tier.values()).get(Words.of(tier))).isEqualTo(tier);
      assertThat(Words.constants(Tier.values())).doesNotContainKey(tier.name());
    }
  }
}
