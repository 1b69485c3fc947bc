package io.mneme.platform.keys;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Json;
import io.mneme.schemas.key.ApiKey;
import io.mneme.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Makes, revokes and lists API keys, for the operator's command. */
public final class Keys {
  private static final String SCHEMA = "api-key/1";
  private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(10);

  private final String bootstrap;
  private final RecordPublisher publisher;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * @param bootstrap Kafka's addresses, to list
   * @param publisher to make and revoke
   * @param random a secure source, except in tests
   */
  public Keys(
      String bootstrap, RecordPublisher publisher, InstantSource clock, RandomGenerator random) {
    this.bootstrap = bootstrap;
    this.publisher = publisher;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A new key, acknowledged by Kafka.
   *
   * @param environment {@code dev} or {@code live}
   */
  public Created create(String tenant, String name, List<String> scopes, String environment)
      throws Outage {
    KeyForm form = KeyForm.make(environment, random);
    ApiKey key =
        new ApiKey(
            form.keyId(),
            tenant,
            name,
            form.secretSha256(),
            List.copyOf(scopes),
            clock.instant(),
            null);
    publish(key);
    return new Created(key, form.text());
  }

  /** Ends a key for good; empty when there is none of this id. */
  public Optional<ApiKey> revoke(String keyId) throws Outage {
    Optional<ApiKey> found = read().find(keyId);
    if (found.isEmpty() || found.get().isRevoked()) {
      return found;
    }
    ApiKey key = found.get();
    ApiKey revoked =
        new ApiKey(
            key.keyId(),
            key.tenant(),
            key.name(),
            key.secretSha256(),
            key.scopes(),
            key.createdAt(),
            clock.instant());
    publish(revoked);
    return Optional.of(revoked);
  }

  /** Every key, revoked ones too, oldest first. */
  public List<ApiKey> list() throws Outage {
    return read().all();
  }

  private KeyRing read() throws Outage {
    KeyRing ring = new KeyRing();
    try (KeysReader reader = new KeysReader(KeysReader.connect(bootstrap), ring)) {
      long end = reader.end(LOOKUP_TIMEOUT);
      while (!reader.hasReached(end, LOOKUP_TIMEOUT)) {
        reader.read(LOOKUP_TIMEOUT);
      }
      return ring;
    } catch (KafkaException e) {
      throw new Outage("kafka", e);
    }
  }

  private void publish(ApiKey key) throws Outage {
    byte[] id = key.keyId().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.KEYS, id, Json.write(key));
    RecordHeaders.schema(record.headers(), SCHEMA);
    publisher.sendAndWait(record);
  }

  /**
   * A key that has just been made.
   *
   * @param key as it is kept
   * @param text as its owner holds it; this is the only time it is seen
   */
  public record Created(ApiKey key, String text) {}
}
