package io.mneme.writer;

import com.fasterxml.jackson.core.JacksonException;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.event.Event;
import io.mneme.writer.derive.Placed;
import io.mneme.writer.derive.Placed.Way;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of the log. Whoever can reach Kafka can write to it, so nothing is taken for
 * granted here that the gateway checks.
 */
final class EventReader {
  /** A change carries its event's words, so this keeps every change below Kafka's 1 MB. */
  static final int EVENT_BYTES_MAX = 400 << 10;

  private EventReader() {}

  static List<Entry> read(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(EventReader::read).toList();
  }

  private static Entry read(ConsumerRecord<byte[], byte[]> origin) {
    byte[] value = origin.value();
    if (value == null) {
      return hopeless(origin, "the record has no value");
    }
    if (value.length > EVENT_BYTES_MAX) {
      return hopeless(
          origin, "the record has " + value.length + " bytes, the most is " + EVENT_BYTES_MAX);
    }
    try {
      Event event = Json.read(value, Event.class);
      if (!isKeyOf(event, origin.key())) {
        return hopeless(
            origin,
            "the record is not keyed by its subject, so it has no order among the subject's");
      }
      Position position = new Position(origin.partition(), origin.offset());
      return new Entry.Legible(origin, new Placed(event, position, wayOf(origin)));
    } catch (JacksonException e) {
      return hopeless(origin, e.getOriginalMessage());
    } catch (IOException | IllegalArgumentException e) {
      return Entry.Hopeless.because(e, origin, Entry.Hopeless.FIRST_ATTEMPT);
    }
  }

  private static Way wayOf(ConsumerRecord<byte[], byte[]> origin) {
    return RecordHeaders.get(origin.headers(), Headers.PRIORITY).isPresent()
        ? Way.IMPORTED
        : Way.DIRECT;
  }

  private static boolean isKeyOf(Event event, byte @Nullable [] key) {
    return key != null && event.subject().key().equals(new String(key, StandardCharsets.UTF_8));
  }

  private static Entry hopeless(ConsumerRecord<byte[], byte[]> origin, String cause) {
    return new Entry.Hopeless(origin, cause, Entry.Hopeless.FIRST_ATTEMPT);
  }
}
