package io.mneme.reader.served;

import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.reader.Remembered;
import io.mneme.reader.World;
import io.mneme.schemas.Json;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.recall.RecallServed;
import io.mneme.schemas.tier.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecallRecordsTest {
  private final World world = new World();
  private final Queue<ProducerRecord<byte[], byte[]>> sent = new ConcurrentLinkedQueue<>();
  private final Remembered tea = Remembered.text("tea").in(Tier.COLD);

  @Test
  void whatWasServedIsToldUnderItsSubject() throws Exception {
    try (RecallRecords records = records(10)) {
      records.served(MIRA, List.of(tea.memory()));
    }

    ProducerRecord<byte[], byte[]> record = sent.remove();
    RecallServed told = Json.read(record.value(), RecallServed.class);
    assertThat(record.topic()).isEqualTo("mneme.recalls");
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("acme/mira");
    assertThat(record.headers().lastHeader("mneme-schema").value())
        .asString()
        .isEqualTo("recall/1");
    assertThat(told.subject()).isEqualTo(MIRA);
    assertThat(told.memories()).containsExactly(new RecallServed.Served(tea.id(), Tier.COLD));
  }

  @Test
  void anEmptyAnswerTellsNothing() {
    try (RecallRecords records = records(10)) {
      records.served(MIRA, List.of());
    }

    assertThat(sent).isEmpty();
  }

  @Test
  void underPressureRecordsAreDroppedAndCountedAndNobodyWaits() {
    CountDownLatch stuck = new CountDownLatch(1);
    RecallRecords records =
        new RecallRecords(
                5,
                record -> {
                  await(stuck);
                  sent.add(record);
                  return CompletableFuture.completedFuture(null);
                },
                world.surroundings)
            .start();
    List<Memory> memories = List.of(tea.memory());

    for (int i = 0; i < 100; i++) {
      records.served(MIRA, memories);
    }
    stuck.countDown();
    records.close();

    assertThat(records.dropped()).isBetween(94L, 95L);
    assertThat(sent.size() + records.dropped()).isEqualTo(100);
  }

  @Test
  void whatKafkaRefusesIsDroppedAndCounted() {
    RecallRecords records =
        new RecallRecords(
                5,
                record -> {
                  sent.add(record);
                  return CompletableFuture.failedFuture(new IOException("away"));
                },
                world.surroundings)
            .start();

    records.served(MIRA, List.of(tea.memory()));
    records.close();

    assertThat(records.dropped()).isEqualTo(1);
    assertThat(sent).hasSize(1);
  }

  private RecallRecords records(int max) {
    return new RecallRecords(
            max,
            record -> {
              sent.add(record);
              return CompletableFuture.completedFuture(null);
            },
            world.surroundings)
        .start();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
