package io.mneme.reader.tail;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.LogTail;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads {@code mneme.events}. */
public final class KafkaEventTail implements EventTail {
  private final LogTail log;

  public KafkaEventTail(LogTail log) {
    this.log = log;
  }

  @Override
  public Stretch after(Subject subject, Map<Integer, Long> applied) throws Outage {
    LogTail.Stretch stretch = log.read(subject, applied);
    List<Told> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : stretch.records()) {
      told(record).filter(one -> one.event().subject().equals(subject)).ifPresent(events::add);
    }
    return new Stretch(events, stretch.whole());
  }

  /**
   * What is no event is the writer's to complain of. What waited as an import may be void by now,
   * which only the writer knows.
   */
  private static Optional<Told> told(ConsumerRecord<byte[], byte[]> record) {
    if (RecordHeaders.get(record.headers(), Headers.PRIORITY).isPresent()) {
      return Optional.empty();
    }
    try {
      Event event = Json.read(record.value(), Event.class);
      return Optional.of(new Told(event, new Position(record.partition(), record.offset())));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
