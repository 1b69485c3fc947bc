package io.mneme.platform.keys;

import io.mneme.schemas.Json;
import io.mneme.schemas.key.ApiKey;
import io.mneme.schemas.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code mneme.keys} from its beginning into a ring. Used by one thread. */
final class KeysReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeysReader.class);
  private static final TopicPartition KEYS = new TopicPartition(Topics.KEYS, 0);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final KeyRing ring;

  KeysReader(Consumer<byte[], byte[]> consumer, KeyRing ring) {
    this.consumer = consumer;
    this.ring = ring;
    consumer.assign(List.of(KEYS));
    consumer.seekToBeginning(List.of(KEYS));
  }

  static Consumer<byte[], byte[]> connect(String bootstrap) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /**
   * Where the topic ends now.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException when Kafka does not say, or the topic
   *     does not exist, within the timeout
   */
  long end(Duration timeout) {
    return consumer.endOffsets(List.of(KEYS), timeout).getOrDefault(KEYS, 0L);
  }

  /** Whether everything before this offset is in the ring. */
  boolean hasReached(long end, Duration timeout) {
    return consumer.position(KEYS, timeout) >= end;
  }

  /** Takes in what arrives within the timeout. */
  void read(Duration timeout) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      apply(record);
    }
  }

  void wakeup() {
    consumer.wakeup();
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      ring.remove(new String(record.key(), StandardCharsets.UTF_8));
      return;
    }
    try {
      ring.put(Json.read(value, ApiKey.class));
    } catch (IOException e) {
      LOG.error(
          "record {} of {} is no API key and is ignored: {}",
          record.offset(),
          Topics.KEYS,
          e.getMessage());
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
  }
}
