package io.mneme.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CacheLookupsTest {
  private static final String BEFORE =
      """
      # TYPE mneme_reader_cache_lookups counter
      mneme_reader_cache_lookups_total{level="l1",result="hit"} 10.0
      mneme_reader_cache_lookups_total{level="l1",result="miss"} 5.0
      """;
  private static final String AFTER =
      """
      mneme_reader_cache_lookups_total{level="l1",result="hit"} 1.2E2
      mneme_reader_cache_lookups_total{level="l1",result="miss"} 15.0
      mneme_reader_cache_lookups_total{level="l2",result="held"} 7.0
      mneme_reader_answers_total{level="L0"} 9.0
      """;

  @Test
  void aShareIsOfItsLevelAndOfTheTimeBetween() {
    CacheLookups during = CacheLookups.parse(AFTER).since(CacheLookups.parse(BEFORE));

    assertThat(during.share("l1", "hit")).isEqualTo(110.0 / 120);
    assertThat(during.share("l1", "miss")).isEqualTo(10.0 / 120);
    assertThat(during.share("l2", "held")).isEqualTo(1);
    assertThat(during.share("l3", "hit")).isZero();
  }
}
