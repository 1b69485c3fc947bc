package io.mneme.benchmarks.limit;

import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records into a topic, acknowledged by all replicas, as fast as one producer gets them there. */
public final class BareProducer implements AutoCloseable {
  private static final int IN_FLIGHT_MAX = 10_000;

  private final RecordPublisher publisher;
  private final String topic;

  /** With the settings of the gateway's producer. */
  public BareProducer(String bootstrap, String topic) {
    this.publisher = new RecordPublisher(PublisherConfig.of(bootstrap));
    this.topic = topic;
  }

  /** Acknowledged records a second. */
  public double recordsPerSecond(List<byte[]> values, Duration time) throws InterruptedException {
    Semaphore room = new Semaphore(IN_FLIGHT_MAX);
    AtomicLong acknowledged = new AtomicLong();
    AtomicLong failed = new AtomicLong();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      room.acquire();
      byte[] value = values.get(i % values.size());
      byte[] key = Integer.toString(i % 100).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      var _ =
          publisher
              .send(new ProducerRecord<>(topic, key, value))
              .whenComplete((metadata, failure) -> {
                room.release();
                (failure == null ? acknowledged : failed).incrementAndGet();
              });
    }
    room.acquire(IN_FLIGHT_MAX);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (failed.get() > 0) {
      throw new IllegalStateException(failed + " records were not acknowledged");
    }
    return acknowledged.get() / seconds;
  }

  @Override
  public void close() {
    publisher.close();
  }
}
