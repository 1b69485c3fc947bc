package io.mneme.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IsoTimeTest {
  private static final DateTimeFormatter TO_THE_MILLI =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Test
  void everyTimeIsReadAsTheJdkReadsIt() {
    long seed = 20260105;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 10_000; i++) {
      Instant milli =
          Instant.ofEpochMilli(random.nextLong(-2_208_988_800_000L, 4_102_444_800_000L));
      Instant second = milli.truncatedTo(ChronoUnit.SECONDS);

      assertThat(IsoTime.parse(TO_THE_MILLI.format(milli))).as("seed " + seed).isEqualTo(milli);
      assertThat(IsoTime.parse(second.toString())).as("seed " + seed).isEqualTo(second);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-02-29T23:59:59.1234567+01:00",
        "2020-02-29T23:59+01:00",
        "2020-02-29T23:59:59.12Z",
        "2020-02-29T23:59:59-00:30",
      })
  void otherFormsAreLeftToTheJdk(String text) {
    assertThat(IsoTime.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2021-02-29T00:00:00Z",
        "2021-13-01T00:00:00Z",
        "2021-01-01T24:00:00Z",
        "2021-01-01T00:60:00Z",
        "2021-01-01T00:00:60.000Z",
        "2021-01-01T00:00:00",
        "2021-01-01 00:00:00Z",
        "2021-01-01T00:00:0\u0660Z",
        "",
      })
  void whatTheJdkRefusesIsRefused(String text) {
    assertThatThrownBy(() -> OffsetDateTime.parse(text)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> IsoTime.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
