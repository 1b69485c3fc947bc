package io.mneme.storage.cold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ColdWarmUpTest {
  @Test
  void it_reads_back_a_row_that_has_every_column() throws Exception {
    assertThat(ColdFile.unpack(ColdFile.pack(ColdWarmUp.sample())))
        .isEqualTo(ColdWarmUp.sample())
        .first()
        .satisfies(row -> {
          assertThat(row.embedding()).isNotNull();
          assertThat(row.content().caption()).isNotNull();
          assertThat(row.content().metadata()).isNotEmpty();
        });
  }
}
