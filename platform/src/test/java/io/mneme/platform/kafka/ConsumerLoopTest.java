package io.mneme.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.platform.Component.Check;
import io.mneme.platform.Outage;
import io.mneme.platform.Surroundings;
import io.mneme.platform.kafka.BatchHandler.LostPartition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loop's rules, on Kafka's own in-memory consumer and a clock that ticks when it is read. */
final class ConsumerLoopTest {
  private static final TopicPartition P0 = new TopicPartition("topic", 0);
  private static final TopicPartition P1 = new TopicPartition("topic", 1);
  private static final ConsumerLoopConfig CONFIG =
      ConsumerLoopConfig.of("group", List.of("topic"), "nowhere:1")
          .withRetry(new RetrySchedule(Duration.ofMillis(5), Duration.ofMillis(20)));

  private final AtomicReference<Map<TopicPartition, OffsetAndMetadata>> lastCommit =
      new AtomicReference<>(Map.of());
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>("earliest") {
        @Override
        public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
          super.commitSync(offsets, timeout);
          lastCommit.set(offsets);
        }
      };
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicReference<Throwable> fatal = new AtomicReference<>();
  private final List<List<Long>> handled = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong now = new AtomicLong();
  private final InstantSource clock = () -> Instant.ofEpochMilli(now.incrementAndGet());
  private final Surroundings surroundings =
      new Surroundings(clock, () -> 0L, meters, (part, cause) -> fatal.set(cause));
  private ConsumerLoop loop = loop(batch -> {}, StartingPoints.COMMITTED);

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void aBatchIsCommittedAfterItWasHandled() {
    List<Map<TopicPartition, OffsetAndMetadata>> committedBefore = new ArrayList<>();
    start(batch -> {
      committedBefore.add(consumer.committed(Set.of(P0)));
      handled.add(offsets(batch));
    });

    assign(P0);
    add(P0, 0, 1, 2);

    await(() -> committed(P0) == 3);
    assertThat(handled).containsExactly(List.of(0L, 1L, 2L));
    assertThat(committedBefore.getFirst().get(P0)).isNull();
    assertThat(loop.check()).isInstanceOf(Check.Up.class);
    assertThat(meters.get("mneme.consumer.records").counter().count()).isEqualTo(3);
  }

  @Test
  void duringAnOutageTheSameRecordsAreTriedAgainAndNothingIsCommitted() {
    AtomicInteger attempts = new AtomicInteger();
    AtomicReference<Check> seen = new AtomicReference<>();
    start(batch -> {
      handled.add(offsets(batch));
      if (attempts.incrementAndGet() < 4) {
        throw new Outage("postgres", new IllegalStateException("refuses connections"));
      }
      if (attempts.get() == 4) {
        seen.set(loop.check());
        assertThat(consumer.paused()).containsExactly(P0);
        assertThat(consumer.committed(Set.of(P0)).get(P0)).isNull();
      }
    });

    assign(P0);
    add(P0, 0, 1);

    await(() -> committed(P0) == 2);
    assertThat(handled).hasSize(4).containsOnly(List.of(0L, 1L));
    assertThat(fatal.get()).isNull();
    assertThat(seen.get()).isInstanceOf(Check.Degraded.class);
    assertThat(seen.get().message()).contains("postgres: refuses connections", "3 attempts");
    await(() -> consumer.paused().isEmpty());
    add(P0, 2);
    await(() -> committed(P0) == 3);
    assertThat(meters.get("mneme.consumer.outages").tag("dependency", "postgres").counter().count())
        .isEqualTo(3);
  }

  @Test
  void readingGoesOnWhereTheServiceSaysNotWhereKafkaSays() {
    loop = loop(batch -> handled.add(offsets(batch)), partitions -> Map.of(P0, 2L));
    loop.start();

    consumer.schedulePollTask(() -> {
      consumer.rebalance(List.of(P0));
      consumer.updateBeginningOffsets(Map.of(P0, 0L));
    });
    add(P0, 0, 1, 2, 3);

    await(() -> committed(P0) == 4);
    assertThat(handled.stream().flatMap(List::stream)).containsExactly(2L, 3L);
  }

  @Test
  void noRecordArrivesBeforeTheStartingPointsAreKnown() {
    AtomicInteger asked = new AtomicInteger();
    loop =
        loop(
            batch -> handled.add(offsets(batch)),
            partitions -> {
              assertThat(handled).isEmpty();
              if (asked.incrementAndGet() < 3) {
                throw new Outage("postgres", new IllegalStateException("starting"));
              }
              return Map.of();
            });
    loop.start();

    assign(P0);
    add(P0, 0);

    await(() -> committed(P0) == 1);
    assertThat(asked).hasValue(3);
  }

  @Test
  void aLostPartitionDropsTheBatchAndAsksAgainWhereToReadOn() {
    AtomicInteger asked = new AtomicInteger();
    loop =
        loop(
            batch -> {
              handled.add(offsets(batch));
              if (asked.get() == 1) {
                throw new LostPartition("another worker is at 2");
              }
            },
            partitions -> Map.of(P0, asked.incrementAndGet() == 1 ? 0L : 2L));
    loop.start();

    assign(P0);
    add(P0, 0, 1, 2);
    await(() -> asked.get() == 2);
    add(P0, 2, 3);

    await(() -> committed(P0) == 4);
    assertThat(handled.getLast()).doesNotContain(0L, 1L);
  }

  @Test
  void recordsOfAPartitionThatGoesDuringAnOutageAreNotHandledAgain() {
    AtomicInteger attempts = new AtomicInteger();
    start(batch -> {
      handled.add(offsets(batch));
      if (attempts.incrementAndGet() == 1) {
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(P1)));
        throw new Outage("postgres", new IllegalStateException("down"));
      }
    });

    assign(P0, P1);
    consumer.schedulePollTask(() -> {
      consumer.addRecord(record(P0, 0));
      consumer.addRecord(record(P1, 7));
    });

    await(() -> committed(P1) == 8);
    assertThat(handled.getFirst()).containsExactlyInAnyOrder(0L, 7L);
    assertThat(handled.getLast()).containsExactly(7L);
    assertThat(committed(P0)).isEqualTo(-1);
  }

  @Test
  void theNextBatchIsPreparedBeforeThisOneIsHandled() {
    List<String> steps = Collections.synchronizedList(new ArrayList<>());
    start(preparing(steps, () -> {}));

    assign(P0);
    add(P0, 0);
    add(P0, 1, 2);

    await(() -> committed(P0) == 3);
    assertThat(steps)
        .containsExactly("prepare [0]", "prepare [1, 2]", "handle [0]", "handle [1, 2]");
  }

  @Test
  void whatWasReadAheadOfAPartitionThatGoesAndComesBackIsReadAgainFromItsPlace() {
    List<String> steps = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger outages = new AtomicInteger();
    loop =
        loop(
            preparing(
                steps,
                () -> {
                  if (outages.incrementAndGet() == 1) {
                    consumer.schedulePollTask(() -> consumer.rebalance(List.of(P1)));
                    consumer.schedulePollTask(() -> {
                      consumer.rebalance(List.of(P0, P1));
                      consumer.addRecord(record(P0, 1));
                      consumer.addRecord(record(P0, 2));
                    });
                    throw new Outage("postgres", new IllegalStateException("down"));
                  }
                }),
            partitions -> {
              Map<TopicPartition, Long> places = new HashMap<>();
              partitions.forEach(it -> places.put(it, it.equals(P0) ? firstPlace(asked) : 7L));
              return places;
            });
    loop.start();

    assign(P0, P1);
    add(P1, 7);
    add(P0, 2);

    await(() -> committed(P0) == 3);
    assertThat(steps).contains("prepare [2]", "handle [7]").doesNotContain("handle [2]");
    assertThat(steps).last().isEqualTo("handle [1, 2]");
  }

  private static long firstPlace(AtomicInteger asked) {
    return asked.incrementAndGet() == 1 ? 2L : 1L;
  }

  private interface Handling {
    void run() throws Outage;
  }

  private static BatchHandler preparing(List<String> steps, Handling handling) {
    return new BatchHandler() {
      @Override
      public void prepare(List<ConsumerRecord<byte[], byte[]>> ahead) {
        steps.add("prepare " + offsets(ahead));
      }

      @Override
      public void handle(List<ConsumerRecord<byte[], byte[]>> batch) throws Outage {
        steps.add("handle " + offsets(batch));
        handling.run();
      }
    };
  }

  @Test
  void aDefectOfTheHandlerEndsTheLoopWithoutACommit() {
    start(batch -> {
      throw new IllegalStateException("a bug");
    });

    assign(P0);
    add(P0, 0);

    await(() -> fatal.get() != null);
    assertThat(fatal.get()).hasMessage("a bug");
    await(() -> consumer.closed());
    assertThat(loop.check()).isInstanceOf(Check.Down.class);
    assertThat(loop.check().message()).contains("a bug");
  }

  @Test
  void closingLetsTheBatchInHandFinishAndCommitsIt() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    start(batch -> {
      entered.countDown();
      awaitLatch(release);
      handled.add(offsets(batch));
    });
    assign(P0);
    add(P0, 0);
    entered.await();

    Thread closer = Thread.ofVirtual().start(loop::close);
    release.countDown();
    closer.join();

    assertThat(handled).containsExactly(List.of(0L));
    assertThat(consumer.closed()).isTrue();
    assertThat(lastCommit.get()).containsEntry(P0, new OffsetAndMetadata(1));
    assertThat(fatal.get()).isNull();
  }

  private void start(BatchHandler handler) {
    loop = loop(handler, StartingPoints.COMMITTED);
    loop.start();
  }

  private ConsumerLoop loop(BatchHandler handler, StartingPoints startingPoints) {
    return new ConsumerLoop(CONFIG, handler, startingPoints, surroundings, settings -> consumer);
  }

  private void assign(TopicPartition... partitions) {
    consumer.schedulePollTask(() -> {
      consumer.rebalance(List.of(partitions));
      Map<TopicPartition, Long> beginnings = new HashMap<>();
      List.of(partitions).forEach(partition -> beginnings.put(partition, 0L));
      consumer.updateBeginningOffsets(beginnings);
      consumer.updateEndOffsets(beginnings);
    });
  }

  private void add(TopicPartition partition, long... offsets) {
    consumer.schedulePollTask(() -> {
      for (long offset : offsets) {
        consumer.addRecord(record(partition, offset));
      }
    });
  }

  private long committed(TopicPartition partition) {
    OffsetAndMetadata offset = consumer.committed(Set.of(partition)).get(partition);
    return offset == null ? -1 : offset.offset();
  }

  private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
    byte[] bytes = Long.toString(offset).getBytes(StandardCharsets.UTF_8);
    return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, bytes, bytes);
  }

  private static List<Long> offsets(Collection<ConsumerRecord<byte[], byte[]>> batch) {
    return batch.stream().map(ConsumerRecord::offset).toList();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
