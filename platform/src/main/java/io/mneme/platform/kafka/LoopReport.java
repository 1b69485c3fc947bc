package io.mneme.platform.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mneme.platform.Outage;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * A consumer loop's figures: records, time per batch, outages met, and per partition how many
 * records wait ({@code mneme_consumer_lag_records}).
 */
final class LoopReport {
  private static final Duration END_OFFSETS_TIMEOUT = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final MeterRegistry meters;
  private final String group;
  private final Timer batches;
  private final Counter records;
  private final Map<TopicPartition, AtomicLong> lags = new ConcurrentHashMap<>();

  LoopReport(Consumer<byte[], byte[]> consumer, MeterRegistry meters, String group) {
    this.consumer = consumer;
    this.meters = meters;
    this.group = group;
    this.batches =
        Timer.builder("mneme.consumer.batch.duration")
            .description("time to handle one batch, retries included")
            .tag("group", group)
            .publishPercentileHistogram(false)
            .register(meters);
    this.records =
        Counter.builder("mneme.consumer.records")
            .description("records handled")
            .tag("group", group)
            .register(meters);
  }

  void handled(LoopBatch batch, Duration took) {
    if (!batch.isEmpty()) {
      batches.record(took);
      records.increment(batch.records().size());
    }
    consumer
        .assignment()
        .forEach(partition ->
            consumer.currentLag(partition).ifPresent(lag -> lagOf(partition).set(lag)));
  }

  void outage(Outage outage) {
    Counter.builder("mneme.consumer.outages")
        .description("attempts that met a dependency which was down")
        .tag("group", group)
        .tag("dependency", outage.dependency())
        .register(meters)
        .increment();
  }

  /** During an outage nothing is fetched, so the brokers are asked how much has queued up. */
  void waiting(LoopBatch unhandled) {
    Map<TopicPartition, Long> firstUnhandled = new ConcurrentHashMap<>();
    unhandled
        .records()
        .forEach(record ->
            firstUnhandled.merge(
                new TopicPartition(record.topic(), record.partition()),
                record.offset(),
                Math::min));
    try {
      consumer
          .endOffsets(firstUnhandled.keySet(), END_OFFSETS_TIMEOUT)
          .forEach((partition, end) -> lagOf(partition).set(end - from(firstUnhandled, partition)));
    } catch (RetriableException kafkaIsAwayToo) {
      // the last known lag stays; the loop's check already says that it waits
      return;
    }
  }

  private static long from(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    Long offset = offsets.get(partition);
    return offset == null ? 0 : offset;
  }

  /** Partitions of other workers are not ours to report. */
  void owns(Set<TopicPartition> partitions) {
    lags.forEach((partition, lag) -> {
      if (!partitions.contains(partition)) {
        lag.set(0);
      }
    });
  }

  long lagTotal() {
    return lags.values().stream().mapToLong(AtomicLong::get).sum();
  }

  private AtomicLong lagOf(TopicPartition partition) {
    return lags.computeIfAbsent(
        partition,
        key -> {
          AtomicLong lag = new AtomicLong();
          Gauge.builder("mneme.consumer.lag.records", lag, AtomicLong::get)
              .description("records of a partition that wait to be handled")
              .tag("group", group)
              .tag("topic", key.topic())
              .tag("partition", Integer.toString(key.partition()))
              .strongReference(true)
              .register(meters);
          return lag;
        });
  }
}
