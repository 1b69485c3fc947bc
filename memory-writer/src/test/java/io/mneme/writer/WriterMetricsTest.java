package io.mneme.writer;

import static io.mneme.writer.Events.ANN;
import static io.mneme.writer.Events.corrected;
import static io.mneme.writer.Events.id;
import static io.mneme.writer.Events.touched;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.schemas.Position;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Precondition;
import io.mneme.schemas.topic.Topics;
import io.mneme.writer.derive.Placed;
import io.mneme.writer.derive.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What the writer says became of its events. */
class WriterMetricsTest {
  private final MeterRegistry meters = new SimpleMeterRegistry();

  private static Event conditional(String name) {
    Precondition absent = new Precondition.Absent();
    return touched(
        ANN, name, new Intent.SessionTouched("s", Map.of("value", 1), absent), Duration.ZERO);
  }

  private double count(String type, String outcome) {
    return meters
        .get("mneme.writer.events")
        .tags("type", type, "outcome", outcome)
        .counter()
        .count();
  }

  @Test
  void anEventIsCountedOnceByWhatBecameOfIt() {
    List<Event> log =
        List.of(
            conditional("first"),
            conditional("second"),
            conditional("first"),
            corrected(ANN, "astray", id("nobody's memory"), "words"));
    List<Placed> placed = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (int offset = 0; offset < log.size(); offset++) {
      Placed one = new Placed(log.get(offset), new Position(0, offset));
      placed.add(one);
      entries.add(
          new Entry.Legible(
              new ConsumerRecord<>(Topics.EVENTS, 0, offset, new byte[0], new byte[0]), one));
    }

    new WriterMetrics(meters, () -> Instant.EPOCH).committed(entries, new Stored().take(placed));

    assertThat(count("session_touched", "applied")).isEqualTo(1);
    assertThat(count("session_touched", "refused")).isEqualTo(1);
    assertThat(count("session_touched", "duplicate")).isEqualTo(1);
    assertThat(count("memory_corrected", "dead_letter")).isEqualTo(1);
  }
}
