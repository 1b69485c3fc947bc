package io.mneme.platform.kafka;

import io.mneme.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How records are published.
 *
 * @param bootstrap Kafka's addresses
 * @param bufferBytesMax memory for records that Kafka has not acknowledged
 * @param blockMax how long a send may wait for metadata or for room in the buffer
 * @param deliveryMax how long until an unacknowledged record is reported as failed
 * @param recordBytesMax the largest record; a dead letter is larger than what it was made of
 */
public record PublisherConfig(
    String bootstrap,
    long bufferBytesMax,
    Duration blockMax,
    Duration deliveryMax,
    int recordBytesMax) {
  private static final long BUFFER_BYTES_DEFAULT = 32L << 20;
  private static final Duration BLOCK_DEFAULT = Duration.ofSeconds(3);
  private static final Duration DELIVERY_DEFAULT = Duration.ofSeconds(10);
  private static final int RECORD_BYTES_DEFAULT = Topics.DEAD_LETTER_BYTES_MAX;
  private static final int BATCH_BYTES = 64 << 10;
  private static final int REQUESTS_IN_FLIGHT = 1;
  private static final Duration REQUEST_TIMEOUT_MAX = Duration.ofSeconds(5);

  /** A topic without a record for so long is asked for anew, which the next send waits for. */
  private static final Duration TOPIC_IDLE_MAX = Duration.ofDays(365);

  public PublisherConfig {
    if (bufferBytesMax < recordBytesMax || !blockMax.isPositive() || !deliveryMax.isPositive()) {
      throw new IllegalArgumentException(
          "a publisher needs a buffer of at least one record and positive timeouts");
    }
  }

  /** The defaults: 32 MB, 3 s until a send gives up waiting, 10 s until it is reported lost. */
  public static PublisherConfig of(String bootstrap) {
    return new PublisherConfig(
        bootstrap, BUFFER_BYTES_DEFAULT, BLOCK_DEFAULT, DELIVERY_DEFAULT, RECORD_BYTES_DEFAULT);
  }

  /** The defaults, for work that may wait: so long for a send, and again for its report. */
  public static PublisherConfig patient(String bootstrap, Duration waitMax) {
    return new PublisherConfig(
        bootstrap, BUFFER_BYTES_DEFAULT, waitMax, waitMax, RECORD_BYTES_DEFAULT);
  }

  /**
   * The client's settings: acknowledged by all in-sync replicas, idempotent, and no lingering,
   * because an idle topic answers in half a millisecond. One request to a broker at a time: what
   * arrives meanwhile is the next one's batch, so that batches grow with the load by themselves.
   * With five requests each carried little, and the broker did a third more work (at 64 clients).
   */
  Map<String, Object> clientSettings() {
    long requestMillis = Math.min(REQUEST_TIMEOUT_MAX.toMillis(), deliveryMax.toMillis());
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, REQUESTS_IN_FLIGHT);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytesMax);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, recordBytesMax);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, blockMax.toMillis());
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, TOPIC_IDLE_MAX.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) requestMillis);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deliveryMax.toMillis());
    return Map.copyOf(settings);
  }
}
