package io.mneme.platform.kafka;

import io.mneme.platform.Component;
import io.mneme.platform.Outage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes records that count: a future is done only once every in-sync replica has the record.
 * Thread-safe; one a process.
 */
public final class RecordPublisher implements Component, AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final int GATHERED_FOR_MILLIS = 3;

  private final Producer<byte[], byte[]> producer;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private volatile String lastFailure = "";

  public RecordPublisher(PublisherConfig config) {
    this(
        new KafkaProducer<>(
            config.clientSettings(), new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /** One whose records wait a moment for each other, so that what is sent together arrives so. */
  public static RecordPublisher gathering(PublisherConfig config) {
    Map<String, Object> settings = new HashMap<>(config.clientSettings());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, GATHERED_FOR_MILLIS);
    return new RecordPublisher(
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  RecordPublisher(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Sends a record.
   *
   * @return where it stands, once it is durable; fails with an {@link Outage} when Kafka did not
   *     acknowledge it in time (it may still turn up), with a {@link KafkaException} when Kafka
   *     refuses such a record
   */
  public CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<RecordMetadata> acknowledged = new CompletableFuture<>();
    try {
      Future<RecordMetadata> _ =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  lastFailure = "";
                  known.add(record.topic());
                  acknowledged.complete(metadata);
                } else {
                  acknowledged.completeExceptionally(failed(failure));
                }
              });
    } catch (KafkaException e) {
      acknowledged.completeExceptionally(failed(e));
    }
    return acknowledged;
  }

  /**
   * Sends a record and waits until it is durable.
   *
   * @throws Outage when Kafka did not acknowledge it in time
   */
  public RecordMetadata sendAndWait(ProducerRecord<byte[], byte[]> record) throws Outage {
    return await(send(record));
  }

  /**
   * Waits for what {@link #send} returned.
   *
   * @throws Outage when Kafka did not acknowledge it in time
   */
  public static RecordMetadata await(CompletableFuture<RecordMetadata> sent) throws Outage {
    try {
      return sent.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Outage("kafka", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Outage outage -> throw outage;
        case KafkaException refused -> throw refused;
        case null, default -> throw new IllegalStateException("a send failed oddly", e);
      }
    }
  }

  private Exception failed(Exception failure) {
    lastFailure = String.valueOf(failure.getMessage());
    known.clear(); // perhaps the topic is gone
    return isRefusal(failure) ? failure : new Outage("kafka", failure);
  }

  private static boolean isRefusal(Exception failure) {
    return failure instanceof org.apache.kafka.common.errors.RecordTooLargeException
        || failure instanceof org.apache.kafka.common.errors.InvalidTimestampException
        || failure instanceof org.apache.kafka.common.errors.SerializationException;
  }

  /**
   * Whether a topic's layout is known, so that a send to it does not wait for that. A thread that
   * must not wait asks first; {@link #partitions} and every acknowledgement make it known, a
   * failure puts it in doubt.
   */
  public boolean knows(String topic) {
    return known.contains(topic);
  }

  /** How many partitions a topic has; waits until they are known. */
  public int partitions(String topic) throws Outage {
    try {
      int partitions = producer.partitionsFor(topic).size();
      known.add(topic);
      return partitions;
    } catch (KafkaException e) {
      throw new Outage("kafka", e);
    }
  }

  @Override
  public String name() {
    return "publisher";
  }

  @Override
  public Check check() {
    String failure = lastFailure;
    return failure.isEmpty()
        ? new Check.Up("publishes", Map.of())
        : new Check.Degraded(
            "the last send failed: " + failure, Map.of("causes", List.of(failure)));
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
