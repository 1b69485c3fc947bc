package io.mneme.migrator.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.recall.RecallServed;
import io.mneme.schemas.tier.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * How the job reads its two topics. What cannot be read throws, and becomes a dead letter; keys are
 * checked here too, so that behind this point every key is one.
 */
final class Signals {

  private Signals() {}

  static Serde<String> memoryKeys() {
    return reading(bytes -> {
      String key = text(bytes);
      MemoryKey.parse(key);
      return key;
    });
  }

  static Serde<String> subjectKeys() {
    return reading(bytes -> Subject.parse(text(bytes)).key());
  }

  static Serde<TierSignal> changes() {
    return reading(bytes -> bytes == null ? new TierSignal.Gone() : ChangeView.read(bytes));
  }

  static Serde<TierSignal> recalls() {
    return reading(bytes -> {
      RecallServed recall = Json.read(present(bytes), RecallServed.class);
      return new TierSignal.Recalled(
          recall.servedAt(),
          recall.memories().stream().map(RecallServed.Served::memoryId).toList());
    });
  }

  /** The fields of {@code memory/1} this job needs; Jackson skips the others unread. */
  record ChangeView(@Nullable MemoryStatus status, @Nullable Tier tier, @Nullable TimesView times) {

    record TimesView(@Nullable Instant createdAt, @Nullable Instant updatedAt) {}

    @SuppressWarnings("NullAway") // Changed itself refuses what is missing, naming the field
    static TierSignal read(byte[] bytes) throws IOException {
      ChangeView view = Json.read(bytes, ChangeView.class);
      TimesView times = Objects.requireNonNull(view.times(), "times is missing");
      return new TierSignal.Changed(
          view.status(), view.tier(), times.createdAt(), times.updatedAt());
    }
  }

  private static String text(byte @Nullable [] bytes) {
    return new String(present(bytes), StandardCharsets.UTF_8);
  }

  private static byte[] present(byte @Nullable [] bytes) {
    return Objects.requireNonNull(bytes, "the record has no key, or no value where it needs one");
  }

  private static <T> Serde<T> reading(Reading<T> reading) {
    Serializer<T> never =
        (topic, value) -> {
          throw new UnsupportedOperationException("the job never writes to " + topic);
        };
    Deserializer<T> deserializer =
        (topic, bytes) -> {
          try {
            return reading.read(bytes);
          } catch (JsonProcessingException e) {
            throw new SerializationException(topic + ": " + e.getOriginalMessage(), e);
          } catch (IOException | RuntimeException e) {
            throw new SerializationException(topic + ": " + e.getMessage(), e);
          }
        };
    return Serdes.serdeFrom(never, deserializer);
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read(byte @Nullable [] bytes) throws IOException;
  }
}
