package io.mneme.cli.tiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.tier.TierHistory.Noted;
import io.mneme.storage.tier.TierHistory.Share;
import io.mneme.storage.tier.TierStore.Holding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TierTableTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String METRICS =
      """
      # TYPE mneme_reader_tier_duration_seconds histogram
      mneme_reader_tier_duration_seconds_bucket{service="memory-reader",tier="hot",le="0.001"} 10.0
      mneme_reader_tier_duration_seconds_bucket{service="memory-reader",tier="hot",le="0.002"} 90.0
      mneme_reader_tier_duration_seconds_bucket{service="memory-reader",tier="hot",le="0.005"} 99
      mneme_reader_tier_duration_seconds_bucket{service="memory-reader",tier="hot",le="+Inf"} 100
      mneme_reader_tier_duration_seconds_bucket{tier="warm",le="0.001"} 0.0
      mneme_reader_tier_duration_seconds_bucket{tier="warm",le="+Inf"} 0.0
      mneme_reader_tier_duration_seconds_count{tier="hot"} 100
      """;
  private static final Map<Tier, Holding> WHOLE =
      Map.of(
          Tier.HOT, new Holding(1_000, 2_000_000_000L),
          Tier.COLD, new Holding(5_000, 10_000_000_000L));
  private static final List<Share> SHARES =
      List.of(
          new Share("acme", Tier.HOT, new Holding(1_000, 2_000_000_000L)),
          new Share("globex", Tier.COLD, new Holding(5_000, 10_000_000_000L)));

  @Test
  void everyTierHasItsCostAndItsTimes() {
    TierTable table = new TierTable(WHOLE, SHARES, ReadTimes.of(METRICS), PriceList.DEFAULT);

    JsonNode json = table.json();

    assertThat(json.at("/hot/cost_per_month").asDouble()).isCloseTo(1.00, within(1e-9));
    assertThat(json.at("/cold/cost_per_month").asDouble()).isCloseTo(0.20, within(1e-9));
    assertThat(json.at("/warm/memories").asLong(-1)).isZero();
    assertThat(json.at("/hot/read_p50_ms").asDouble()).isCloseTo(1.5, within(1e-9));
    assertThat(json.at("/hot/read_p95_ms").asDouble()).isCloseTo(2 + 3 * 5 / 9.0, within(1e-9));
    assertThat(json.at("/warm/read_p50_ms").isNull()).as("nobody read from it").isTrue();
    assertThat(json.at("/tenants/globex/cold/memories").asLong()).isEqualTo(5_000);
    assertThat(table.text(200)).contains("1.00", "0.200000", "1.5 ms", "globex", "12,000,000,000");
  }

  @Test
  void beyondTheLastBoundTheLastBoundIsSaid() {
    assertThat(ReadTimes.of(METRICS).milliseconds(Tier.HOT, 1.0)).contains(5.0);
  }

  @Test
  void pricesAreThoseGivenAndElseTheDefaults() {
    PriceList prices = PriceList.of("cold=0.01, hot=1");

    assertThat(prices.dollars()).isEqualTo(Map.of(Tier.HOT, 1.0, Tier.WARM, 0.20, Tier.COLD, 0.01));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cold", "tepid=1", "cold=-1", "cold=cheap", "cold=NaN"})
  void whatIsNoPriceIsRefused(String text) {
    assertThatThrownBy(() -> PriceList.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void thePlotHasALineForEachTierWithAPointForEachHour() {
    List<Noted> noted =
        List.of(
            new Noted(NOON, SHARES.getFirst()),
            new Noted(NOON, new Share("globex", Tier.HOT, new Holding(1_000, 0))),
            new Noted(NOON.plusSeconds(3600), SHARES.getLast()));

    String svg = TierPlot.of(noted, PriceList.DEFAULT, "a < b");

    assertThat(svg).startsWith("<svg").endsWith("</svg>\n").contains("a &lt; b", "5,000");
    // 2,000 hot at noon of the 5,000 that are the most, none an hour later
    assertThat(svg)
        .contains("class=\"hot\"")
        .contains("points=\"90.0,170.0 980.0,250.0\"")
        .contains("points=\"90.0,250.0 980.0,50.0\"");
  }
}
