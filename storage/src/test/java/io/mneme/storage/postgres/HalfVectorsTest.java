package io.mneme.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalfVectorsTest {

  @Test
  void aSentVectorIsItsHalvesWithTheLowByteFirst() {
    byte[] sent = {0, 3, 0, 0, 0x3c, 0x01, (byte) 0xbc, 0x02, 0x00, (byte) 0xff};

    assertThat(HalfVectors.toLittleEndian(sent))
        .containsExactly(0x01, 0x3c, 0x02, 0xbc, 0xff, 0x00);
  }

  @Test
  void aVectorWithoutDimensionsIsNoBytes() {
    assertThat(HalfVectors.toLittleEndian(new byte[] {0, 0, 0, 0})).isEmpty();
  }
}
