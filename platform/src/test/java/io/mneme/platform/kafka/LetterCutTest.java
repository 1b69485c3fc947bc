package io.mneme.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.Test;

final class LetterCutTest {
  private static final int BYTES_MAX = 128 << 10;

  @Test
  void whatFitsIsLeftAsItIs() {
    ProducerRecord<byte[], byte[]> letter = letter(10, BYTES_MAX / 2);

    assertThat(LetterCut.to(BYTES_MAX, letter)).isSameAs(letter);
  }

  @Test
  void theEndOfATooLargeValueIsLeftOutAndNamed() {
    ProducerRecord<byte[], byte[]> cut = LetterCut.to(BYTES_MAX, letter(10, 50_000_000));

    assertThat(size(cut)).isLessThanOrEqualTo(BYTES_MAX).isGreaterThan(BYTES_MAX - 2048);
    assertThat(cut.key()).hasSize(10);
    assertThat(RecordHeaders.get(cut.headers(), "mneme-dlq-cause")).hasValue("too large");
    assertThat(RecordHeaders.get(cut.headers(), LetterCut.HEADER))
        .hasValueSatisfying(told -> assertThat(told).contains("of 50000000 bytes"));
  }

  @Test
  void endlessKeysAndHeadersLeaveRoomForTheCause() {
    ProducerRecord<byte[], byte[]> letter = letter(5_000_000, 10);
    letter.headers().add(new RecordHeader("baggage", new byte[5_000_000]));

    ProducerRecord<byte[], byte[]> cut = LetterCut.to(BYTES_MAX, letter);

    assertThat(size(cut)).isLessThanOrEqualTo(BYTES_MAX);
    assertThat(cut.value()).hasSize(10);
    assertThat(RecordHeaders.get(cut.headers(), "mneme-dlq-cause")).hasValue("too large");
    assertThat(RecordHeaders.get(cut.headers(), LetterCut.HEADER))
        .hasValue("key after 4096 of 5000000 bytes, 1 headers");
  }

  private static ProducerRecord<byte[], byte[]> letter(int keyBytes, int valueBytes) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>("mneme.dead-letters", new byte[keyBytes], new byte[valueBytes]);
    letter
        .headers()
        .add(new RecordHeader("mneme-dlq-cause", "too large".getBytes(StandardCharsets.UTF_8)));
    return letter;
  }

  /** As the producer and the broker measure it. */
  private static int size(ProducerRecord<byte[], byte[]> record) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        (byte) 2, CompressionType.NONE, record.key(), record.value(), record.headers().toArray());
  }
}
