package io.mneme.reader.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrittenLogTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final WrittenLog log = new WrittenLog();

  @Test
  void aReplicaIsAsCurrentAsTheLastLookItHasReached() {
    log.saw(START, 100);
    log.saw(START.plusSeconds(1), 200);
    log.saw(START.plusSeconds(2), 300);

    assertThat(log.momentOf(99)).isEmpty();
    assertThat(log.momentOf(100)).contains(START);
    assertThat(log.momentOf(299)).contains(START.plusSeconds(1));
    assertThat(log.momentOf(301)).contains(START.plusSeconds(2));
  }

  @Test
  void anIdlePrimaryMakesNoLag() {
    for (int second = 0; second < 100; second++) {
      log.saw(START.plusSeconds(second), 100);
    }

    assertThat(log.momentOf(100)).contains(START.plusSeconds(99));
  }

  @Test
  void oldLooksAreForgotten() {
    for (int look = 0; look <= WrittenLog.LOOKS_MAX; look++) {
      log.saw(START.plusSeconds(look), look);
    }

    assertThat(log.momentOf(0)).isEmpty();
    assertThat(log.momentOf(1)).contains(START.plusSeconds(1));
  }
}
